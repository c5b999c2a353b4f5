package io.mlpipeline.etl.features.quality;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The conditions that {@link Expectations} are made of; meant for static import.
 *
 * <p>A missing value passes every check but {@link #notNull}.
 */
public final class Checks {
    private Checks() {}

    /**
     * The value is there.
     *
     * @param column any column
     * @return a check
     */
    public static Check notNull(String column) {
        return new NotNullCheck(column);
    }

    /**
     * The value is above 0.
     *
     * @param column a number or integer column
     * @return a check
     */
    public static Check positive(String column) {
        return new RangeCheck(column, 0, false, Double.POSITIVE_INFINITY);
    }

    /**
     * The value is not below a bound.
     *
     * @param column a number or integer column
     * @param least the smallest good value
     * @return a check
     */
    public static Check atLeast(String column, double least) {
        return new RangeCheck(column, least, true, Double.POSITIVE_INFINITY);
    }

    /**
     * The value is not above a bound.
     *
     * @param column a number or integer column
     * @param most the largest good value
     * @return a check
     */
    public static Check atMost(String column, double most) {
        return new RangeCheck(column, Double.NEGATIVE_INFINITY, true, most);
    }

    /**
     * The value lies between two bounds, both good.
     *
     * @param column a number or integer column
     * @param least the smallest good value
     * @param most the largest good value
     * @return a check
     */
    public static Check between(String column, double least, double most) {
        return new RangeCheck(column, least, true, most);
    }

    /**
     * The whole text matches a regular expression.
     *
     * @param column a text column
     * @param regex as in {@link Pattern}
     * @return a check
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    public static Check matches(String column, String regex) {
        return new PatternCheck(column, Pattern.compile(regex), true);
    }

    /**
     * The whole text does not match a regular expression.
     *
     * @param column a text column
     * @param regex as in {@link Pattern}
     * @return a check
     * @throws java.util.regex.PatternSyntaxException if it is none
     */
    public static Check matchesNot(String column, String regex) {
        return new PatternCheck(column, Pattern.compile(regex), false);
    }

    /**
     * The text is one of a list.
     *
     * @param column a text column
     * @param accepted the good values
     * @return a check
     */
    public static Check oneOf(String column, String... accepted) {
        return new AcceptedCheck(column, Set.of(accepted));
    }

    /**
     * No row before it, in the order of the files and their lines, has the same values; missing values equal each other.
     *
     * @param columns the columns compared; none for all
     * @return a check that the first of equal rows passes
     */
    public static Check unique(String... columns) {
        return new UniqueCheck(List.of(columns), false);
    }

    /**
     * No row after it, in the order of the files and their lines, has the same values; missing values equal each other.
     *
     * @param columns the columns compared; none for all
     * @return a check that the last of equal rows passes
     */
    public static Check uniqueKeepingLast(String... columns) {
        return new UniqueCheck(List.of(columns), true);
    }
}
