package io.mlpipeline.etl.features;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Folds;
import io.mlpipeline.etl.features.operator.ColumnValue;
import io.mlpipeline.etl.features.operator.Constant;
import io.mlpipeline.etl.features.operator.calendar.CalendarPart;
import io.mlpipeline.etl.features.operator.calendar.DayDistance;
import io.mlpipeline.etl.features.operator.calendar.FourierTerm;
import io.mlpipeline.etl.features.operator.calendar.OneOfDays;
import io.mlpipeline.etl.features.operator.category.GroupStatistic;
import io.mlpipeline.etl.features.operator.category.HashBucket;
import io.mlpipeline.etl.features.operator.category.TargetEncoding;
import io.mlpipeline.etl.features.operator.text.TextMatch;
import io.mlpipeline.etl.features.operator.text.TextMeasure;
import io.mlpipeline.etl.features.operator.window.DaysSince;
import io.mlpipeline.etl.features.operator.window.ExponentialMean;
import io.mlpipeline.etl.features.operator.window.Lag;
import io.mlpipeline.etl.features.operator.window.Rolling;
import io.mlpipeline.etl.features.operator.window.RollingQuantile;
import io.mlpipeline.etl.features.operator.window.SeasonalMean;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

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
     * @param column the name of a date or timestamp column; the latter is taken in UTC
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
        return new Feature(new OneOfDays(column, epochDays(days)));
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
     * The same number for every row, to be computed with.
     *
     * @param value a finite number
     * @return the feature
     */
    public static Feature constant(double value) {
        return new Feature(new Constant(value));
    }

    /**
     * The number of days since the latest of given days, such as holidays; 0 on one of them.
     *
     * @param column the name of a date or timestamp column
     * @param days the days
     * @return the feature; missing before the first day
     */
    public static Feature daysSinceDay(String column, Collection<LocalDate> days) {
        return distance(DayDistance.Direction.SINCE, column, days);
    }

    /**
     * The number of days until the next of given days, such as holidays; 0 on one of them.
     *
     * @param column the name of a date or timestamp column
     * @param days the days
     * @return the feature; missing after the last day
     */
    public static Feature daysUntilDay(String column, Collection<LocalDate> days) {
        return distance(DayDistance.Direction.UNTIL, column, days);
    }

    private static Feature distance(DayDistance.Direction direction, String column, Collection<LocalDate> days) {
        return new Feature(new DayDistance(direction, column, epochDays(days)));
    }

    private static List<Long> epochDays(Collection<LocalDate> days) {
        return days.stream().map(LocalDate::toEpochDay).toList();
    }

    /**
     * A sine wave over a cycle of the calendar.
     *
     * @param cycle the cycle
     * @param order how many waves a cycle, at least 1
     * @param column the name of a date or timestamp column
     * @return the feature
     */
    public static Feature fourierSin(FourierTerm.Cycle cycle, int order, String column) {
        return new Feature(new FourierTerm(FourierTerm.Wave.SIN, cycle, order, column));
    }

    /**
     * A cosine wave over a cycle of the calendar.
     *
     * @param cycle the cycle
     * @param order how many waves a cycle, at least 1
     * @param column the name of a date or timestamp column
     * @return the feature
     */
    public static Feature fourierCos(FourierTerm.Cycle cycle, int order, String column) {
        return new Feature(new FourierTerm(FourierTerm.Wave.COS, cycle, order, column));
    }

    /**
     * The number of Unicode code points of a text.
     *
     * @param column the name of a text column
     * @return the feature
     */
    public static Feature textLength(String column) {
        return new Feature(new TextMeasure(TextMeasure.Measure.LENGTH, column));
    }

    /**
     * The number of words of a text, divided by white space.
     *
     * @param column the name of a text column
     * @return the feature
     */
    public static Feature wordCount(String column) {
        return new Feature(new TextMeasure(TextMeasure.Measure.WORDS, column));
    }

    /**
     * 1 if a text contains another, else 0.
     *
     * @param column the name of a text column
     * @param text what is looked for, case included
     * @return the feature
     */
    public static Feature textContains(String column, String text) {
        return new Feature(new TextMatch(TextMatch.Place.CONTAINS, column, text));
    }

    /**
     * 1 if a text starts with another, else 0.
     *
     * @param column the name of a text column
     * @param text what is looked for, case included
     * @return the feature
     */
    public static Feature textStarts(String column, String text) {
        return new Feature(new TextMatch(TextMatch.Place.STARTS, column, text));
    }

    /**
     * The bucket of a category, or of a combination of categories, by its hash: an interaction that needs no list of categories.
     *
     * @param buckets how many buckets, at least 2
     * @param columns the names of text columns
     * @return the feature
     */
    public static Feature hashBucket(int buckets, String... columns) {
        return new Feature(new HashBucket(List.of(columns), buckets, 0));
    }

    /**
     * A statistic of a feature over the fitting rows of the row's category. The feature may be one that is not known at prediction time, but not the target.
     *
     * @param statistic the statistic
     * @param feature what is aggregated
     * @param group the name of a text column of the row
     * @return the feature
     */
    public static Feature byGroup(GroupStatistic.Statistic statistic, Feature feature, String group) {
        return new Feature(new GroupStatistic(statistic, group, feature.expression()));
    }

    /**
     * The mean of the target by category, cross-fitted in 5 folds and smoothed with 20 rows of the overall mean.
     *
     * @param column the name of a text column of the row
     * @param target the target column
     * @param foldBy the columns whose hash divides the fitting rows into folds; rows that belong together, such as those of one customer, should agree in them
     * @return the feature
     */
    public static Feature targetEncoding(String column, String target, String... foldBy) {
        return targetEncoding(column, target, new Folds(5, List.of(foldBy), 0), 20);
    }

    /**
     * The mean of the target by category, cross-fitted and smoothed.
     *
     * @param column the name of a text column of the row
     * @param target the target column
     * @param folds how the fitting rows are divided, at least 2 folds
     * @param smoothing how many rows of the overall mean are added to each category, 0 or more
     * @return the feature
     */
    public static Feature targetEncoding(String column, String target, Folds folds, double smoothing) {
        return new Feature(new TargetEncoding(column, new ColumnValue(target), folds, smoothing));
    }

    /**
     * The change of a series column over a span that ends a fixed time before the row.
     *
     * @param column the series column
     * @param age how long before the row the span ends; at least the horizon unless the column is known ahead
     * @param span how long the span is
     * @return the feature
     */
    public static Feature difference(String column, Duration age, Duration span) {
        return lag(column, age).minus(lag(column, age.plus(span)));
    }

    /**
     * The value of a series column a number of seasons before the row.
     *
     * @param column the series column
     * @param season the length of a season
     * @param count how many seasons back
     * @return the feature
     */
    public static Feature seasonalLag(String column, Duration season, int count) {
        return lag(column, season.multipliedBy(count));
    }

    /**
     * The mean of a series column at the same point of past seasons.
     *
     * @param column the series column
     * @param season the length of a season
     * @param first the first season that counts, at least 1 and at least the horizon back
     * @param count how many seasons count
     * @return the feature
     */
    public static Feature seasonalMean(String column, Duration season, int first, int count) {
        return new Feature(new SeasonalMean(column, season, first, count));
    }

    /**
     * A window over the whole past of a series column as far as it is known at prediction time.
     *
     * @param column the series column
     * @return the window, which waits for its statistic
     */
    public static Window expanding(String column) {
        return new Window(column, Rolling.EXPANDING);
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

        /**
         * The middle value, or the mean of the middle two; missing if the window is empty.
         *
         * @return the feature
         */
        public Feature median() {
            return of(Rolling.Statistic.MEDIAN);
        }

        /**
         * The newest value; missing if the window is empty.
         *
         * @return the feature
         */
        public Feature last() {
            return of(Rolling.Statistic.LAST);
        }

        /**
         * A quantile, by straight lines between order statistics; missing if the window is empty.
         *
         * @param share which quantile, 0 to 1
         * @return the feature
         */
        public Feature quantile(double share) {
            return new Feature(new RollingQuantile(column, length, share));
        }

        /**
         * The exponentially weighted mean by age; missing if the window is empty.
         *
         * @param halfLife the age at which a weight is half that of a new value
         * @return the feature
         */
        public Feature exponentialMean(Duration halfLife) {
            return new Feature(new ExponentialMean(column, halfLife, length));
        }

        /**
         * The days from the newest value to the row; missing if the window is empty.
         *
         * @return the feature
         */
        public Feature daysSinceEvent() {
            return new Feature(new DaysSince(DaysSince.Event.PRESENT, column, length));
        }

        /**
         * The days from the newest value that is not zero to the row; missing if the window has none.
         *
         * @return the feature
         */
        public Feature daysSinceNonZero() {
            return new Feature(new DaysSince(DaysSince.Event.NON_ZERO, column, length));
        }

        private Feature of(Rolling.Statistic statistic) {
            return new Feature(new Rolling(statistic, column, length));
        }
    }
}
