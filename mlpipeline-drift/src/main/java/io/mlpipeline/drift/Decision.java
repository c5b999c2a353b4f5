package io.mlpipeline.drift;

import io.mlpipeline.drift.statistics.FalseDiscovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Turns comparisons into verdicts, with the p-values of all their questions adjusted together. */
final class Decision {
    /** The worst verdict first, and of equal ones the graver. */
    private static final Comparator<Finding> BY_WEIGHT = Comparator.comparing(Finding::verdict)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::reason);

    private Decision() {}

    static List<ColumnDrift> of(List<Comparison> comparisons, DriftThresholds thresholds) {
        double[] adjusted = adjust(comparisons, Hypothesis::pValue);
        double[] leastAdjusted = adjust(comparisons, Hypothesis::leastPValue);
        List<ColumnDrift> columns = new ArrayList<>();
        int question = 0;
        for (Comparison comparison : comparisons) {
            List<Finding> findings = new ArrayList<>();
            for (Hypothesis hypothesis : comparison.hypotheses()) {
                findings.add(hypothesis.decide(adjusted[question], leastAdjusted[question], thresholds));
                question++;
            }
            columns.add(column(comparison, findings));
        }
        return columns;
    }

    private static double[] adjust(List<Comparison> comparisons, ToDoubleFunction<Hypothesis> pValue) {
        return FalseDiscovery.adjust(comparisons.stream()
                .flatMap(comparison -> comparison.hypotheses().stream())
                .mapToDouble(pValue)
                .toArray());
    }

    private static ColumnDrift column(Comparison comparison, List<Finding> findings) {
        findings.addAll(comparison.settled());
        Finding decisive = findings.stream().max(BY_WEIGHT).orElseThrow();
        Comparison.Change change = comparison.change();
        return new ColumnDrift(
                comparison.column(),
                decisive.verdict(),
                decisive.severity(),
                decisive.reason(),
                findings,
                change.shifts(),
                change.newCategories(),
                change.lostCategories(),
                Words.about(comparison.column(), decisive, change));
    }
}
