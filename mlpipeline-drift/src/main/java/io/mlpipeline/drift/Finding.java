package io.mlpipeline.drift;

import java.util.List;
import java.util.Optional;

/**
 * What was found about one aspect of a column.
 *
 * @param aspect the aspect
 * @param verdict what was decided about it
 * @param severity how much the change matters
 * @param reason why
 * @param pValue the p-value of the aspect, adjusted for its several tests; 1 if it was not judged
 * @param adjustedPValue the same adjusted for all questions of the report (Benjamini-Hochberg); this one is compared with
 *     {@link DriftThresholds#significance()}
 * @param evidence the tests behind the p-value
 * @param effects how large the change is
 */
public record Finding(
        Aspect aspect,
        Verdict verdict,
        Severity severity,
        Reason reason,
        double pValue,
        double adjustedPValue,
        List<Evidence> evidence,
        List<Effect> effects) {
    /** Copies the lists. */
    public Finding {
        evidence = List.copyOf(evidence);
        effects = List.copyOf(effects);
    }

    /**
     * The size of the change in one measure.
     *
     * @param size the measure
     * @return the effect, or empty if the measure has no value here, as the mean shift of a constant column
     */
    public Optional<Effect> effect(EffectSize size) {
        return effects.stream().filter(effect -> effect.size() == size).findFirst();
    }
}
