package io.mlpipeline.drift;

/**
 * How large a change is in one measure.
 *
 * @param size the measure
 * @param value its value in the profiles, 0 or more and finite
 * @param atMost the largest value that the profiles' rounding of numbers allows for the rows themselves; {@code value} if they do not
 *     round
 */
public record Effect(EffectSize size, double value, double atMost) {
    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if a value is negative, not finite, or {@code atMost} is below {@code value}
     */
    public Effect {
        if (!(value >= 0 && atMost >= value && atMost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "An effect is finite and 0 or more, got " + size + " from " + value + " to " + atMost);
        }
    }

    static Effect exactly(EffectSize size, double value) {
        return new Effect(size, value, value);
    }
}
