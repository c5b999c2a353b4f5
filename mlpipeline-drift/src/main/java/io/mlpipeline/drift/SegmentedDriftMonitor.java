package io.mlpipeline.drift;

import io.mlpipeline.api.profile.DatasetProfile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges many segments of the data, each against its own reference: a store, a product, a weekday, a season. Immutable and safe for
 * use by many threads.
 *
 * <p>Drift in one segment drowns in the whole; a hundred separate reports raise an alarm somewhere every time. Here the p-values of
 * all columns of all segments are adjusted together, so that the bound on false alarms holds for all segments at once.
 *
 * <p>For a seasonal reference, profile the same weekday or month of the past under a name, and judge today's rows under that name.
 */
public final class SegmentedDriftMonitor {
    private final SortedMap<String, DriftMonitor> monitors;
    private final DriftThresholds thresholds;

    private SegmentedDriftMonitor(SortedMap<String, DriftMonitor> monitors, DriftThresholds thresholds) {
        this.monitors = monitors;
        this.thresholds = thresholds;
    }

    /**
     * A monitor with the default thresholds.
     *
     * @param references the profile of each segment's training data, by the segment's name
     * @return the monitor
     */
    public static SegmentedDriftMonitor against(Map<String, DatasetProfile> references) {
        return against(references, DriftThresholds.withDefaults());
    }

    /**
     * A monitor with given thresholds.
     *
     * @param references the profile of each segment's training data, by the segment's name
     * @param thresholds when a difference is called drift
     * @return the monitor
     */
    public static SegmentedDriftMonitor against(Map<String, DatasetProfile> references, DriftThresholds thresholds) {
        SortedMap<String, DriftMonitor> monitors = new TreeMap<>();
        references.forEach((segment, reference) -> monitors.put(
                segment, DriftMonitor.builder(reference).thresholds(thresholds).build()));
        return new SegmentedDriftMonitor(Collections.unmodifiableSortedMap(monitors), thresholds);
    }

    /**
     * Judges current data.
     *
     * @param current the profile of each segment's current rows; a segment may be absent, which leaves it out of the report
     * @return a report for each current segment
     * @throws IllegalArgumentException if a segment has no reference
     */
    public SegmentedDriftReport judge(Map<String, DatasetProfile> current) {
        List<Segment> segments = new ArrayList<>();
        new TreeMap<>(current).forEach((name, profile) -> segments.add(Segment.of(name, monitor(name), profile)));
        List<Comparison> all = segments.stream()
                .flatMap(segment -> segment.comparisons().stream())
                .toList();
        List<ColumnDrift> decided = Decision.of(all, thresholds);
        SortedMap<String, DriftReport> reports = new TreeMap<>();
        int next = 0;
        for (Segment segment : segments) {
            int end = next + segment.comparisons().size();
            reports.put(segment.name(), segment.monitor().report(segment.current(), decided.subList(next, end)));
            next = end;
        }
        return new SegmentedDriftReport(reports);
    }

    /** A segment, measured but not yet decided. */
    private record Segment(String name, DriftMonitor monitor, DatasetProfile current, List<Comparison> comparisons) {
        static Segment of(String name, DriftMonitor monitor, DatasetProfile current) {
            return new Segment(name, monitor, current, monitor.comparisons(current));
        }
    }

    private DriftMonitor monitor(String segment) {
        DriftMonitor monitor = monitors.get(segment);
        if (monitor == null) {
            throw new IllegalArgumentException(
                    "No reference for segment '" + segment + "'; there are references for " + monitors.keySet());
        }
        return monitor;
    }
}
