package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.profile.NumericProfile;
import java.time.Duration;
import java.time.Instant;

/** The conditions on all rows together that {@link Expectations} are made of; meant for static import. */
public final class TableChecks {
    private TableChecks() {}

    /**
     * There are enough rows.
     *
     * @param least the smallest good number
     * @return a check
     */
    public static TableCheck rowsAtLeast(long least) {
        return new RowCountCheck(least, Long.MAX_VALUE);
    }

    /**
     * The number of rows lies in a range.
     *
     * @param least the smallest good number
     * @param most the largest good number
     * @return a check
     */
    public static TableCheck rowsBetween(long least, long most) {
        return new RowCountCheck(least, most);
    }

    /**
     * A value is there in most rows.
     *
     * @param column any column
     * @param least the smallest good share, 0 to 1
     * @return a check
     */
    public static TableCheck completeness(String column, double least) {
        return new ShareCheck(new NotNullCheck(column), least);
    }

    /**
     * A condition holds in most rows.
     *
     * @param least the smallest good share, 0 to 1
     * @param check a check that looks at one row by itself
     * @return a check
     * @throws IllegalArgumentException if the check compares rows
     */
    public static TableCheck mostly(double least, Check check) {
        if (check instanceof RowCheck row) {
            return new ShareCheck(row, least);
        }
        throw new IllegalArgumentException("(" + check.description() + ") compares rows; mostly takes a check that "
                + "looks at one row by itself");
    }

    /**
     * The newest row is not too old.
     *
     * @param column a timestamp column
     * @param asOf the time to compare with, such as the host's {@code clock.instant()}
     * @param age the largest good age
     * @return a check
     */
    public static TableCheck fresh(String column, Instant asOf, Duration age) {
        return new FreshnessCheck(column, false, asOf, age);
    }

    /**
     * The newest day, as of its beginning in UTC, is not too old.
     *
     * @param column a date column
     * @param asOf the time to compare with, such as the host's {@code clock.instant()}
     * @param age the largest good age
     * @return a check
     */
    public static TableCheck freshDay(String column, Instant asOf, Duration age) {
        return new FreshnessCheck(column, true, asOf, age);
    }

    /**
     * The mean lies in a range.
     *
     * @param column a number, integer or boolean column
     * @param least the smallest good mean
     * @param most the largest good mean
     * @return a check; missing values don't count
     */
    public static TableCheck mean(String column, double least, double most) {
        return new StatisticCheck(column, StatisticCheck.Statistic.MEAN, 0, least, most);
    }

    /**
     * The unbiased standard deviation lies in a range.
     *
     * @param column a number, integer or boolean column
     * @param least the smallest good deviation
     * @param most the largest good deviation
     * @return a check; missing values don't count
     */
    public static TableCheck standardDeviation(String column, double least, double most) {
        return new StatisticCheck(column, StatisticCheck.Statistic.STANDARD_DEVIATION, 0, least, most);
    }

    /**
     * A quantile lies in a range.
     *
     * @param column a number, integer or boolean column
     * @param share which quantile, 0 to 1
     * @param least the smallest good value
     * @param most the largest good value
     * @return a check; missing values don't count
     */
    public static TableCheck quantile(String column, double share, double least, double most) {
        return new StatisticCheck(column, StatisticCheck.Statistic.QUANTILE, share, least, most);
    }

    /**
     * The values are distributed as in a profile, such as that of the training rows.
     *
     * @param reference the profile of the column
     * @param most the largest good Kolmogorov-Smirnov distance, 0 to 1
     * @return a check of the column that the profile is named after; missing values don't count
     */
    public static TableCheck distributedAs(NumericProfile reference, double most) {
        return DistanceCheck.of(reference.name(), reference.histogram(), most);
    }
}
