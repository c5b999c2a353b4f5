package io.mlpipeline.drift;

import java.util.List;

/**
 * A question about one aspect of a column, measured but not yet decided: that takes the p-values of all other questions.
 *
 * @param aspect the aspect
 * @param evidence the tests
 * @param pValue the p-value of the tests together
 * @param leastPValue the smallest that the rounding of the profiles allows
 * @param effects how large the change is
 */
record Hypothesis(Aspect aspect, List<Evidence> evidence, double pValue, double leastPValue, List<Effect> effects) {

    /** The finding, once the p-values are adjusted for all questions. */
    Finding decide(double adjusted, double leastAdjusted, DriftThresholds thresholds) {
        boolean significant = adjusted <= thresholds.significance();
        Severity certain = significant ? severity(thresholds, false) : Severity.NONE;
        Severity possible = leastAdjusted <= thresholds.significance() ? severity(thresholds, true) : Severity.NONE;
        if (certain.compareTo(Severity.INFO) > 0) {
            return finding(Verdict.DRIFTED, certain, changed(), adjusted);
        }
        if (possible.compareTo(Severity.INFO) > 0) {
            return finding(Verdict.UNCERTAIN, Severity.INFO, Reason.HISTOGRAM_TOO_COARSE, adjusted);
        }
        return significant
                ? finding(Verdict.STABLE, Severity.INFO, Reason.TOO_SMALL_TO_MATTER, adjusted)
                : finding(Verdict.STABLE, Severity.NONE, Reason.NO_SIGNIFICANT_CHANGE, adjusted);
    }

    private Severity severity(DriftThresholds thresholds, boolean atMost) {
        return effects.stream()
                .map(effect -> thresholds.limit(effect.size()).severityOf(atMost ? effect.atMost() : effect.value()))
                .max(Severity::compareTo)
                .orElse(Severity.NONE);
    }

    private Reason changed() {
        return aspect == Aspect.MISSING_RATE ? Reason.MISSING_RATE_CHANGED : Reason.DISTRIBUTION_CHANGED;
    }

    private Finding finding(Verdict verdict, Severity severity, Reason reason, double adjusted) {
        return new Finding(aspect, verdict, severity, reason, pValue, adjusted, evidence, effects);
    }
}
