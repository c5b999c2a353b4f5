package io.mlpipeline.etl.features;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.operator.CalendarPart;
import io.mlpipeline.etl.features.operator.ColumnValue;
import io.mlpipeline.etl.features.operator.Lag;
import io.mlpipeline.etl.features.operator.OneOfDays;
import io.mlpipeline.etl.features.operator.Rolling;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;

/** Where feature definitions start; made for static import. */
public final class Features {
    private Features() {}

    /**
     * A number, integer or boolean of the row itself.
     *
     * @param name the column's name
     * @return the feature
     */
    public static Feature column(String name) {
        return new Feature(new ColumnValue(name));
    }

    /**
     * A calendar part of a date of the row.
     *
     * @param part which part
     * @param column the name of a date column
     * @return the feature
     */
    public static Feature calendar(CalendarPart.Part part, String column) {
        return new Feature(new CalendarPart(part, column));
    }

    /**
     * The month, 1 to 12.
     *
     * @param column the name of a date column
     * @return the feature
     */
    public static Feature month(String column) {
        return calendar(CalendarPart.Part.MONTH, column);
    }

    /**
     * The day of the week, 1 (Monday) to 7 (Sunday).
     *
     * @param column the name of a date column
     * @return the feature
     */
    public static Feature dayOfWeek(String column) {
        return calendar(CalendarPart.Part.DAY_OF_WEEK, column);
    }

    /**
     * 1 if the day is one of a set, such as the public holidays, else 0.
     *
     * @param column the name of a date column
     * @param days the days
     * @return the feature
     */
    public static Feature oneOfDays(String column, Collection<LocalDate> days) {
        return new Feature(
                new OneOfDays(column, days.stream().map(LocalDate::toEpochDay).toList()));
    }

    /**
     * The value of a series column a fixed time before the row.
     *
     * @param column the series column
     * @param age how long before, by the calendar; at least the pipeline's horizon unless the column is known ahead
     * @return the feature
     */
    public static Feature lag(String column, Duration age) {
        return new Feature(new Lag(column, age));
    }

    /**
     * A window over the newest values of a series column that are known at prediction time.
     *
     * @param column the series column
     * @param length the window's length, by the calendar
     * @return the window, which waits for its statistic
     */
    public static Window rolling(String column, Duration length) {
        return new Window(column, length);
    }

    /**
     * A feature computed by the host's own operator.
     *
     * @param expression the operator
     * @return the feature
     */
    public static Feature custom(Expression expression) {
        return new Feature(expression);
    }

    /**
     * So many days, for lags, windows and horizons.
     *
     * @param count the number of days
     * @return the duration
     */
    public static Duration days(long count) {
        return Duration.ofDays(count);
    }

    /**
     * A rolling window that waits for its statistic. Missing values in the window are skipped.
     *
     * @param column the series column
     * @param length the window's length
     */
    public record Window(String column, Duration length) {
        /**
         * The arithmetic mean; missing if the window is empty.
         *
         * @return the feature
         */
        public Feature mean() {
            return of(Rolling.Statistic.MEAN);
        }

        /**
         * The sum; 0 if the window is empty.
         *
         * @return the feature
         */
        public Feature sum() {
            return of(Rolling.Statistic.SUM);
        }

        /**
         * The unbiased standard deviation; missing with fewer than two values.
         *
         * @return the feature
         */
        public Feature std() {
            return of(Rolling.Statistic.STD);
        }

        /**
         * The smallest value; missing if the window is empty.
         *
         * @return the feature
         */
        public Feature min() {
            return of(Rolling.Statistic.MIN);
        }

        /**
         * The largest value; missing if the window is empty.
         *
         * @return the feature
         */
        public Feature max() {
            return of(Rolling.Statistic.MAX);
        }

        /**
         * The number of values.
         *
         * @return the feature
         */
        public Feature count() {
            return of(Rolling.Statistic.COUNT);
        }

        private Feature of(Rolling.Statistic statistic) {
            return new Feature(new Rolling(statistic, column, length));
        }
    }
}
