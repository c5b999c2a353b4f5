package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.Moments;
import io.mlpipeline.api.profile.ValueHistogram;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule needs to know about one column over all rows, learned in passes that any number of parts can share: moments are
 * exact, and so are quantiles, however many distinct values there are. Immutable.
 */
final class ColumnFit implements Serializable, Distribution {
    private static final long serialVersionUID = 1L;

    /** Above this a value counts as missing, as in profiles. */
    static final double LARGEST = 1e150;

    private final boolean needsMoments;
    private final boolean needsDistance;
    private final List<QuantileSearch> searches;
    private final @Nullable Moments moments;
    private final ValueHistogram.@Nullable Accumulator counts;

    private ColumnFit(
            boolean needsMoments,
            boolean needsDistance,
            List<QuantileSearch> searches,
            @Nullable Moments moments,
            ValueHistogram.@Nullable Accumulator counts) {
        this.needsMoments = needsMoments;
        this.needsDistance = needsDistance;
        this.searches = List.copyOf(searches);
        this.moments = moments;
        this.counts = counts;
    }

    static ColumnFit of(LearnedRule rule) {
        Stream<QuantileSearch> searches = rule.ranks().stream().map(rank -> QuantileSearch.of(Double.NaN, rank));
        return new ColumnFit(rule.needsMoments(), rule.needsMedianDistance(), searches.toList(), null, null);
    }

    boolean isDone() {
        return moments != null && !needsDistance && searches.stream().allMatch(QuantileSearch::isDone);
    }

    /** A new pass over all values or a part of them. */
    Pass pass() {
        return new Pass(this);
    }

    /** Puts what a whole pass has counted in place. */
    ColumnFit advance(Pass merged) {
        List<QuantileSearch> narrowed = searches.stream()
                .map(each -> each.isDone() ? each : each.narrowed(merged.counts(each.range())))
                .toList();
        boolean first = moments == null;
        ColumnFit next = new ColumnFit(
                needsMoments, needsDistance, narrowed, first ? merged.moments : moments, first ? merged.all : counts);
        return needsDistance && narrowed.stream().allMatch(QuantileSearch::isDone) ? next.withDistance() : next;
    }

    private ColumnFit withDistance() {
        double median = quantile(0.5);
        Stream<QuantileSearch> distance = Double.isNaN(median)
                ? Stream.of()
                : QuantileRank.around(0.5).map(rank -> QuantileSearch.of(median, rank));
        return new ColumnFit(
                needsMoments, false, Stream.concat(searches.stream(), distance).toList(), moments, counts);
    }

    @Override
    public long count() {
        return Optional.ofNullable(counts)
                .orElseThrow(ColumnFit::notLearned)
                .build()
                .total();
    }

    @Override
    public double mean() {
        return learned().mean();
    }

    @Override
    public double deviation() {
        return Math.sqrt(learned().variance());
    }

    private Moments learned() {
        return Optional.ofNullable(moments).orElseThrow(ColumnFit::notLearned);
    }

    private static IllegalStateException notLearned() {
        return new IllegalStateException("The fit needs another pass: advance it until isDone()");
    }

    @Override
    public double lowerMedian() {
        return found(new QuantileRank(0.5, QuantileRank.Side.REACHES), false);
    }

    @Override
    public double quantile(double share) {
        return interpolated(share, false);
    }

    @Override
    public double medianDistance() {
        return interpolated(0.5, true);
    }

    private double interpolated(double share, boolean isDistance) {
        return QuantileRank.interpolated(
                share,
                count(),
                found(new QuantileRank(share, QuantileRank.Side.BELOW), isDistance),
                found(new QuantileRank(share, QuantileRank.Side.ABOVE), isDistance));
    }

    private double found(QuantileRank wanted, boolean isDistance) {
        return searches.stream()
                .filter(each -> each.wanted().equals(wanted) && isDistance != Double.isNaN(each.center()))
                .findFirst()
                .orElseThrow()
                .from();
    }

    @Override
    public double mode() {
        ValueHistogram histogram = Optional.ofNullable(counts).orElseThrow().build();
        if (histogram.precisionBits() < 52) {
            throw new InvalidDataException("There is no most frequent value to fill with: the column has more than "
                    + ValueHistogram.MAX_BUCKETS + " distinct numbers. Fill with the median");
        }
        int mode = 0;
        for (int bucket = 1; bucket < histogram.size(); bucket++) {
            mode = histogram.count(bucket) > histogram.count(mode) ? bucket : mode;
        }
        return histogram.value(mode);
    }

    /** Counts values of all rows or of a part of them; mergeable. Not thread-safe. */
    static final class Pass implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Moments moments = new Moments();
        private final boolean isFirst;
        private final boolean needsMoments;
        private final ValueHistogram.Accumulator all = new ValueHistogram.Accumulator();
        private final QuantileSearch.Range[] ranges;
        private final ValueHistogram.Accumulator[] counts;

        private Pass(ColumnFit fit) {
            this.isFirst = fit.moments == null;
            this.needsMoments = fit.needsMoments;
            this.ranges = isFirst
                    ? new QuantileSearch.Range[0]
                    : fit.searches.stream()
                            .filter(each -> !each.isDone())
                            .map(QuantileSearch::range)
                            .distinct()
                            .toArray(QuantileSearch.Range[]::new);
            this.counts = Stream.generate(ValueHistogram.Accumulator::new)
                    .limit(ranges.length)
                    .toArray(ValueHistogram.Accumulator[]::new);
        }

        void add(double value) {
            if (!(Math.abs(value) <= LARGEST)) {
                return;
            }
            if (isFirst) {
                all.add(value);
                if (needsMoments) {
                    moments.add(value);
                }
            }
            for (int i = 0; i < ranges.length; i++) {
                double counted = ranges[i].counted(value);
                if (!Double.isNaN(counted)) {
                    counts[i].add(counted);
                }
            }
        }

        void merge(Pass other) {
            moments.merge(other.moments);
            all.merge(other.all);
            for (int i = 0; i < ranges.length; i++) {
                counts[i].merge(other.counts[i]);
            }
        }

        /** In the first pass all searches share the range of all values. */
        ValueHistogram counts(QuantileSearch.Range range) {
            int counted = Arrays.asList(ranges).indexOf(range);
            return (counted < 0 ? all : counts[counted]).build();
        }
    }
}
