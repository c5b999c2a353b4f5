package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.operator.Binary;
import io.mlpipeline.etl.features.operator.ColumnValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
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

    /**
     * The day lies between two others, both good.
     *
     * @param column a date column
     * @param first the first good day
     * @param last the last good day
     * @return a check
     */
    public static Check between(String column, LocalDate first, LocalDate last) {
        return new TimeRangeCheck(column, ColumnType.DATE, first.toEpochDay(), last.toEpochDay());
    }

    /**
     * The instant lies between two others, both good.
     *
     * @param column a timestamp column
     * @param first the first good instant
     * @param last the last good instant, such as the host's {@code clock.instant()}
     * @return a check
     */
    public static Check between(String column, Instant first, Instant last) {
        return new TimeRangeCheck(
                column,
                ColumnType.TIMESTAMP,
                ChronoUnit.MICROS.between(Instant.EPOCH, first),
                ChronoUnit.MICROS.between(Instant.EPOCH, last));
    }

    /**
     * The text has a number of characters (Unicode code points) in a range.
     *
     * @param column a text column
     * @param least the smallest good number, 0 or more
     * @param most the largest good number
     * @return a check
     */
    public static Check length(String column, int least, int most) {
        return new LengthCheck(column, least, most);
    }

    /**
     * The value is there in a column of another table, as a foreign key is.
     *
     * @param column a text, integer, boolean, date or timestamp column
     * @param table the other table, whose values are copied
     * @param other its column, of the same type
     * @return a check
     */
    public static Check existsIn(String column, Frame table, String other) {
        return ReferenceCheck.of(column, table, other);
    }

    /**
     * A condition that an expression of the row says: 1 where it holds, 0 where it does not. A missing result passes.
     *
     * @param description what a good row looks like, such as "sold after it was made"
     * @param condition an expression of columns, without windows
     * @return a check
     */
    public static Check holds(String description, Expression condition) {
        return new ExpressionCheck(
                Violation.WHOLE_ROW, condition.form().toJson(), 1, Double.POSITIVE_INFINITY, description);
    }

    /**
     * A column equals an expression of the row, such as a total the product of price and quantity. A missing value passes.
     *
     * @param column a number or integer column
     * @param expression an expression of columns, without windows
     * @param tolerance the largest good difference, 0 or more
     * @return a check
     */
    public static Check equalTo(String column, Expression expression, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("A tolerance is 0 or more, got " + tolerance);
        }
        Expression difference = new Binary(Binary.Kind.SUBTRACT, new ColumnValue(column), expression);
        return new ExpressionCheck(
                column,
                difference.form().toJson(),
                -tolerance,
                tolerance,
                column + " is within " + tolerance + " of " + expression.form().toJson());
    }
}
