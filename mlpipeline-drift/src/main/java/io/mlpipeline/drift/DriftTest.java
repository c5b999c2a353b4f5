package io.mlpipeline.drift;

import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.api.profile.ColumnProfile;
import io.mlpipeline.api.profile.NumericProfile;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges whether one column has drifted. Immutable and safe for use by many threads.
 *
 * <p>To judge many columns, use a {@link DriftMonitor}: it keeps the number of false alarms of the whole data set in check, which as
 * many single tests do not.
 */
public final class DriftTest {
    private final DriftThresholds thresholds;

    private DriftTest(DriftThresholds thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * A test with the default thresholds.
     *
     * @return the test
     */
    public static DriftTest withDefaults() {
        return of(DriftThresholds.withDefaults());
    }

    /**
     * A test with given thresholds.
     *
     * @param thresholds when a difference is called drift
     * @return the test
     */
    public static DriftTest of(DriftThresholds thresholds) {
        return new DriftTest(thresholds);
    }

    /**
     * Judges a column. Any two profiles have a verdict, also empty, constant and unlike ones.
     *
     * @param reference the profile of the column that the model was trained on
     * @param current its profile now
     * @return the verdict; the column's name is the reference's
     */
    public ColumnDrift judge(ColumnProfile reference, ColumnProfile current) {
        return Decision.of(List.of(compare(reference, current)), thresholds).get(0);
    }

    DriftThresholds thresholds() {
        return thresholds;
    }

    Comparison compare(ColumnProfile reference, ColumnProfile current) {
        if (reference.getClass() != current.getClass()) {
            return structural(
                    reference.name(), Reason.TYPE_CHANGED, kind(reference) + " before, " + kind(current) + " now");
        }
        List<Hypothesis> hypotheses = new ArrayList<>();
        MissingRate.compare(reference, current, thresholds.minimumSample()).ifPresent(hypotheses::add);
        if (Math.min(reference.count(), current.count()) < thresholds.minimumSample()) {
            return withoutValues(reference, current, hypotheses);
        }
        return reference instanceof NumericProfile numeric
                ? numeric(numeric, (NumericProfile) current, hypotheses)
                : categorical((CategoricalProfile) reference, (CategoricalProfile) current, hypotheses);
    }

    static Comparison structural(String column, Reason reason, String description) {
        Finding finding = Comparison.settled(Aspect.DISTRIBUTION, Verdict.DRIFTED, Severity.CRITICAL, reason);
        return Comparison.settled(column, finding, description);
    }

    private static String kind(ColumnProfile column) {
        return column instanceof NumericProfile ? "numeric" : "categorical";
    }

    private Comparison withoutValues(ColumnProfile reference, ColumnProfile current, List<Hypothesis> hypotheses) {
        boolean empty = reference.count() == 0 && current.count() == 0 && !hypotheses.isEmpty();
        Finding finding = empty
                ? Comparison.settled(Aspect.DISTRIBUTION, Verdict.STABLE, Severity.NONE, Reason.NO_VALUES)
                : Comparison.settled(Aspect.DISTRIBUTION, Verdict.NOT_JUDGED, Severity.NONE, Reason.TOO_FEW_VALUES);
        String description = reference.count() + " reference and " + current.count() + " current values, "
                + thresholds.minimumSample() + " of each are needed";
        return new Comparison(reference.name(), hypotheses, List.of(finding), Comparison.Change.described(description));
    }

    private static Comparison numeric(NumericProfile reference, NumericProfile current, List<Hypothesis> hypotheses) {
        NumericComparison comparison = NumericComparison.of(reference, current);
        hypotheses.add(comparison.hypothesis());
        return new Comparison(reference.name(), hypotheses, List.of(), comparison.change());
    }

    private static Comparison categorical(
            CategoricalProfile reference, CategoricalProfile current, List<Hypothesis> hypotheses) {
        CategoricalComparison comparison = CategoricalComparison.of(reference, current);
        hypotheses.add(comparison.hypothesis());
        List<Finding> settled = comparison.isMostlyUncounted()
                ? List.of(Comparison.settled(
                        Aspect.DISTRIBUTION, Verdict.UNCERTAIN, Severity.INFO, Reason.CATEGORIES_NOT_COUNTED))
                : List.of();
        return new Comparison(reference.name(), hypotheses, settled, comparison.change());
    }
}
