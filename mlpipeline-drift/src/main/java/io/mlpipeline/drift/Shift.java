package io.mlpipeline.drift;

/**
 * How the share of one category, or of one range of values, changed.
 *
 * @param where the category, or the range as "from 10 up to 12.5"
 * @param referenceShare its share of the reference's values, 0 to 1
 * @param currentShare its share of the current values, 0 to 1
 */
public record Shift(String where, double referenceShare, double currentShare) {
    double size() {
        return Math.abs(currentShare - referenceShare);
    }
}
