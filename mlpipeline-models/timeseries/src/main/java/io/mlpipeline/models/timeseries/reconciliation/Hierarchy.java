package io.mlpipeline.models.timeseries.reconciliation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which series add up to which. The bottom ones have full keys, such as shop and item; a level keeps some positions of the keys and
 * adds up over the others, where its keys hold {@value #ANY}. Levels need not be nested: by shop and by item may stand side by side.
 *
 * <pre>{@code
 * Hierarchy hierarchy = Hierarchy.over(panel.keys()).total().by(0).by(1);   // [*, *], [north, *], ..., [*, tea], ..., [north, tea], ...
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Hierarchy {
    /** Stands in a key for all values of its position. */
    public static final String ANY = "*";

    private final List<List<String>> bottom;
    private final Map<List<String>, int[]> aggregates;

    private Hierarchy(List<List<String>> bottom, Map<List<String>, int[]> aggregates) {
        this.bottom = bottom;
        this.aggregates = aggregates;
    }

    /**
     * A hierarchy of its bottom series alone.
     *
     * @param keys their keys, all of one length
     * @return the hierarchy
     */
    public static Hierarchy over(List<List<String>> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the hierarchy has no series at the bottom: give their keys");
        }
        for (List<String> key : keys) {
            if (key.contains(ANY) || key.size() != keys.get(0).size()) {
                throw new IllegalArgumentException("the key " + key + " serves not at the bottom: it must have "
                        + keys.get(0).size() + " parts and none of them '" + ANY + "'");
            }
        }
        if (keys.stream().distinct().count() < keys.size()) {
            throw new IllegalArgumentException("a key stands twice at the bottom of the hierarchy: " + keys);
        }
        return new Hierarchy(keys.stream().map(List::copyOf).toList(), Map.of());
    }

    /**
     * This hierarchy with the sum of everything.
     *
     * @return the larger hierarchy
     */
    public Hierarchy total() {
        return by();
    }

    /**
     * This hierarchy with a sum for each combination of values at some positions of the keys.
     *
     * @param positions the positions that are kept, from 0; less than all
     * @return the larger hierarchy
     */
    public Hierarchy by(int... positions) {
        int length = bottom.get(0).size();
        TreeSet<Integer> kept = new TreeSet<>();
        for (int position : positions) {
            if (position < 0 || position >= length) {
                throw new IllegalArgumentException(
                        "the position " + position + " is outside the keys, whose length is " + length);
            }
            kept.add(position);
        }
        if (kept.size() == length) {
            throw new IllegalArgumentException("all " + length + " positions are kept: that is the bottom itself");
        }
        Map<List<String>, List<Integer>> members = new LinkedHashMap<>();
        for (int i = 0; i < bottom.size(); i++) {
            List<String> key = new ArrayList<>();
            for (int position = 0; position < length; position++) {
                key.add(kept.contains(position) ? bottom.get(i).get(position) : ANY);
            }
            members.computeIfAbsent(List.copyOf(key), absent -> new ArrayList<>())
                    .add(i);
        }
        Map<List<String>, int[]> more = new LinkedHashMap<>(aggregates);
        members.forEach((key, indices) -> {
            if (more.put(key, indices.stream().mapToInt(Integer::intValue).toArray()) != null) {
                throw new IllegalArgumentException("the level of " + key + " is declared twice");
            }
        });
        return new Hierarchy(bottom, more);
    }

    /**
     * The keys of all series.
     *
     * @return those of the sums, level by level, then those at the bottom
     */
    public List<List<String>> nodes() {
        List<List<String>> nodes = new ArrayList<>(aggregates.keySet());
        nodes.addAll(bottom);
        return List.copyOf(nodes);
    }

    /**
     * The keys at the bottom.
     *
     * @return the keys, unmodifiable
     */
    public List<List<String>> bottom() {
        return bottom;
    }

    /** The bottom series of each sum. */
    int[][] members() {
        return aggregates.values().toArray(int[][]::new);
    }

    /** The values of all nodes that follow from those at the bottom. */
    double[] sums(double[] values) {
        double[] all = new double[aggregates.size() + values.length];
        int node = 0;
        for (int[] members : aggregates.values()) {
            for (int member : members) {
                all[node] += values[member];
            }
            node++;
        }
        System.arraycopy(values, 0, all, node, values.length);
        return all;
    }

    /**
     * Adds up series. Before its first step and after its last a series counts as nothing; where one is missing in between, so is the
     * sum. Regressors are left out.
     *
     * @param panel the series at the bottom
     * @return a series for every node
     * @throws InvalidDataException if the panel holds other keys than the bottom, or a stamp lies off the common grid
     */
    public Panel aggregate(Panel panel) {
        if (panel.size() != bottom.size() || !panel.asMap().keySet().containsAll(bottom)) {
            throw new InvalidDataException("the panel of " + panel.size() + " series does not hold exactly the "
                    + bottom.size() + " keys at the bottom of the hierarchy");
        }
        Map<List<String>, TimeSeries> all = new LinkedHashMap<>();
        aggregates.forEach((key, members) -> all.put(
                key,
                sum(Arrays.stream(members)
                        .mapToObj(member -> panel.series(bottom.get(member)))
                        .toList())));
        bottom.forEach(key -> all.put(key, panel.series(key)));
        return Panel.of(all);
    }

    private static TimeSeries sum(List<TimeSeries> parts) {
        TimeSeries first = parts.get(0);
        for (TimeSeries part : parts) {
            first = part.start().isBefore(first.start()) ? part : first;
        }
        Map<LocalDateTime, Integer> steps = new HashMap<>();
        int length = 0;
        for (TimeSeries part : parts) {
            int offset = offset(first, part);
            length = Math.max(length, offset + part.length());
            steps.put(part.start(), offset);
        }
        double[] values = new double[length];
        for (TimeSeries part : parts) {
            int offset = steps.getOrDefault(part.start(), 0);
            for (int t = 0; t < part.length(); t++) {
                values[offset + t] += part.value(t);
            }
        }
        return TimeSeries.of(first.frequency(), first.start(), values).withSeasonLength(first.seasonLength());
    }

    private static int offset(TimeSeries first, TimeSeries part) {
        try {
            return Math.toIntExact(first.frequency().stepsBetween(first.start(), part.start()));
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException("series cannot be added up: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "Hierarchy of " + aggregates.size() + " sums over " + bottom.size() + " series";
    }
}
