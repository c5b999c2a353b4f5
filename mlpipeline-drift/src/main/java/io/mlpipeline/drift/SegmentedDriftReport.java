package io.mlpipeline.drift;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was decided about each segment.
 *
 * @param segments one report a segment, by its name
 */
public record SegmentedDriftReport(SortedMap<String, DriftReport> segments) {
    /** Copies the reports. */
    public SegmentedDriftReport {
        segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
    }

    /**
     * The verdict on all segments.
     *
     * @return drifted if any segment is; else uncertain if any is; else stable if any is; else not judged
     */
    public Verdict verdict() {
        return Verdict.overall(
                segments.values().stream().map(DriftReport::verdict).toList());
    }

    /**
     * The segments that drifted, the gravest first.
     *
     * @return their names
     */
    public List<String> drifted() {
        return driftedByGravity().map(Map.Entry::getKey).toList();
    }

    private Stream<Map.Entry<String, DriftReport>> driftedByGravity() {
        Comparator<Map.Entry<String, DriftReport>> bySeverity =
                Comparator.comparing(each -> each.getValue().severity());
        return segments.entrySet().stream()
                .filter(each -> each.getValue().verdict() == Verdict.DRIFTED)
                .sorted(bySeverity.reversed());
    }

    /**
     * The whole decision in words.
     *
     * @return one line for all segments, then those of each drifted one
     */
    public String words() {
        String head = verdict() + ": " + drifted().size() + " of " + segments.size() + " segments drifted.";
        return driftedByGravity()
                .map(each -> "\n[" + each.getKey() + "] " + each.getValue().words())
                .collect(Collectors.joining("", head, ""));
    }

    /**
     * This report as JSON: the reports by segment, each as {@link DriftReport#toJson()} writes it.
     *
     * @return one JSON object
     */
    public String toJson() {
        return ReportJson.write(this);
    }
}
