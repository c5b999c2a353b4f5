package io.mlpipeline.drift.anomaly;

/**
 * What a stream looks like after a value.
 *
 * @param score how unusual, from 0 to {@value #HIGHEST_SCORE}: the negative decimal logarithm of about the probability of what was seen,
 *     so that 3 is one in a thousand
 * @param anomaly whether this is reported as an anomaly; the values soon after one are not, however unusual
 * @param kind what is most unusual
 */
public record AnomalySignal(double score, boolean anomaly, AnomalyKind kind) {
    /** The score beyond which no difference is made. */
    public static final double HIGHEST_SCORE = 300;
}
