package io.mlpipeline.drift;

import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.drift.CommonBuckets.Group;
import io.mlpipeline.drift.Comparison.Change;
import io.mlpipeline.drift.statistics.ChiSquareTest;
import io.mlpipeline.drift.statistics.Distances;
import io.mlpipeline.drift.statistics.KolmogorovSmirnovTest;
import io.mlpipeline.drift.statistics.TestResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The values of a numeric column, reference beside current; both sides have some.
 *
 * <p>Two tests share the level: Kolmogorov-Smirnov, which finds shifts, and chi-square on equally populated ranges, which finds
 * changes of spread and shape. Both are valid on buckets as they stand; what the buckets hide widens the distance and its p-value.
 */
final class NumericComparison {
    private static final int DECILES = 10;
    private static final long VALUES_PER_RANGE = 5;

    private final NumericProfile reference;
    private final NumericProfile current;
    private final CommonBuckets buckets;

    private NumericComparison(NumericProfile reference, NumericProfile current) {
        this.reference = reference;
        this.current = current;
        this.buckets = CommonBuckets.of(reference, current);
    }

    static NumericComparison of(NumericProfile reference, NumericProfile current) {
        return new NumericComparison(reference, current);
    }

    Hypothesis hypothesis() {
        TestResult distance = KolmogorovSmirnovTest.ofCounts(buckets.reference(), buckets.current());
        TestResult ranges = rangesTest();
        Effect effect = distanceEffect(distance.statistic());
        return new Hypothesis(
                Aspect.DISTRIBUTION,
                List.of(
                        new Evidence(TestKind.KOLMOGOROV_SMIRNOV, distance.statistic(), distance.pValue()),
                        new Evidence(TestKind.CHI_SQUARE, ranges.statistic(), ranges.pValue())),
                together(distance.pValue(), ranges.pValue()),
                together(Math.min(distance.pValue(), leastPValue(effect)), ranges.pValue()),
                effects(effect));
    }

    private Effect distanceEffect(double distance) {
        double greatest = buckets.exact() ? distance : Math.max(distance, buckets.greatestDistance());
        return new Effect(EffectSize.KS_DISTANCE, distance, greatest);
    }

    private double leastPValue(Effect distance) {
        return distance.atMost() > distance.value()
                ? KolmogorovSmirnovTest.asymptotic(distance.atMost(), reference.count(), current.count())
                : 1;
    }

    /** Bonferroni's p-value of two tests of one hypothesis. */
    private static double together(double first, double second) {
        return Math.min(1, 2 * Math.min(first, second));
    }

    private TestResult rangesTest() {
        long smaller = Math.min(reference.count(), current.count());
        int ranges = (int) Math.max(2, Math.min(DECILES, smaller / VALUES_PER_RANGE));
        List<Group> groups = buckets.pooledGroups(ranges);
        return ChiSquareTest.calibrated(
                groups.stream().mapToLong(Group::reference).toArray(),
                groups.stream().mapToLong(Group::current).toArray());
    }

    private List<Effect> effects(Effect distance) {
        List<Effect> effects = new ArrayList<>();
        effects.add(distance);
        effects.add(Effect.exactly(EffectSize.POPULATION_STABILITY, stability()));
        effects.add(Effect.exactly(EffectSize.OUT_OF_RANGE, (double) buckets.outOfRange() / current.count()));
        double spread = Math.sqrt(reference.variance());
        addIfFinite(effects, EffectSize.MEAN_SHIFT, Math.abs(current.mean() - reference.mean()) / spread);
        double ratio = Math.sqrt(current.variance()) / spread;
        addIfFinite(effects, EffectSize.SPREAD_RATIO, Math.max(ratio, 1 / ratio));
        return effects;
    }

    /** A constant column has neither a shift in standard deviations nor a ratio of them. */
    private static void addIfFinite(List<Effect> effects, EffectSize size, double value) {
        if (Double.isFinite(value)) {
            effects.add(Effect.exactly(size, value));
        }
    }

    private double stability() {
        List<Group> groups = buckets.referenceGroups(DECILES);
        return Distances.populationStability(
                groups.stream().mapToLong(Group::reference).toArray(),
                groups.stream().mapToLong(Group::current).toArray());
    }

    Change change() {
        List<Shift> shifts = buckets.referenceGroups(DECILES).stream()
                .map(this::shift)
                .sorted(Comparator.comparingDouble(Shift::size).reversed())
                .limit(ColumnDrift.MAX_SHIFTS)
                .toList();
        String means = "its mean went from " + Figures.of(reference.mean()) + " to " + Figures.of(current.mean());
        return new Change(means, shifts, List.of(), List.of());
    }

    private Shift shift(Group group) {
        return new Shift(
                group.label(),
                (double) group.reference() / reference.count(),
                (double) group.current() / current.count());
    }
}
