package io.mlpipeline.drift;

import io.mlpipeline.api.profile.ColumnProfile;
import io.mlpipeline.drift.statistics.FisherExactTest;
import io.mlpipeline.drift.statistics.ProportionTest;
import io.mlpipeline.drift.statistics.TestResult;
import java.util.List;
import java.util.Optional;

/** Whether the share of missing values changed. */
final class MissingRate {
    /** Below this expected count of missing or present values the normal approximation raises too many alarms. */
    private static final double ENOUGH_EXPECTED = 10;

    private MissingRate() {}

    /** The question, or nothing where neither side misses anything or one has too few rows. */
    static Optional<Hypothesis> compare(ColumnProfile reference, ColumnProfile current, long minimumSample) {
        boolean complete = reference.missing() == 0 && current.missing() == 0;
        if (complete || Math.min(rows(reference), rows(current)) < minimumSample) {
            return Optional.empty();
        }
        Evidence evidence = test(reference, current);
        double difference = Math.abs(reference.missingShare() - current.missingShare());
        Effect effect = Effect.exactly(EffectSize.MISSING_RATE_DIFFERENCE, difference);
        return Optional.of(new Hypothesis(
                Aspect.MISSING_RATE, List.of(evidence), evidence.pValue(), evidence.pValue(), List.of(effect)));
    }

    private static Evidence test(ColumnProfile reference, ColumnProfile current) {
        long n = rows(reference);
        long m = rows(current);
        boolean normal = leastExpected(reference, current) >= ENOUGH_EXPECTED;
        TestResult result = normal
                ? ProportionTest.test(reference.missing(), n, current.missing(), m)
                : FisherExactTest.test(reference.missing(), n, current.missing(), m);
        TestKind kind = normal ? TestKind.TWO_PROPORTIONS : TestKind.FISHER_EXACT;
        return new Evidence(kind, result.statistic(), result.pValue());
    }

    private static double leastExpected(ColumnProfile reference, ColumnProfile current) {
        double missing = (double) reference.missing() + current.missing();
        double present = (double) reference.count() + current.count();
        return Math.min(missing, present) * Math.min(rows(reference), rows(current)) / (missing + present);
    }

    static long rows(ColumnProfile column) {
        return column.count() + column.missing();
    }
}
