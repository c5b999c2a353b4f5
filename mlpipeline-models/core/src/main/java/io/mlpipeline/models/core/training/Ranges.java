package io.mlpipeline.models.core.training;

/** The check behind every parameter of a builder. */
public final class Ranges {
    private Ranges() {}

    /**
     * Refuses a value that is out of range.
     *
     * @param parameter what it is, such as {@code number of trees}
     * @param holds whether the value is in range
     * @param range the range in words, such as {@code 1 to 10}
     * @param value the value
     * @throws IllegalArgumentException if it does not hold
     */
    public static void require(String parameter, boolean holds, String range, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("The " + parameter + " must be " + range + ", got " + value);
        }
    }

    /**
     * Refuses a number that is negative or not finite.
     *
     * @param parameter what it is
     * @param value the value
     * @return the value
     * @throws IllegalArgumentException if it is out of range
     */
    public static double nonNegative(String parameter, double value) {
        require(parameter, value >= 0 && Double.isFinite(value), "finite and 0 or more", value);
        return value;
    }
}
