package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import java.util.Arrays;

/**
 * The arithmetic of the calendar as functions of doubles, where {@code NaN} means missing: on epoch days, on civil dates packed
 * into one number, and on seconds of a day.
 */
public final class CalendarArithmetic {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private CalendarArithmetic() {}

    /**
     * The day in a date column.
     *
     * @param row the row
     * @param position the column's position
     * @return the epoch day
     */
    public static double dayOfDate(Row row, int position) {
        long day = row.integer(position);
        return day == ColumnType.MISSING_INTEGER ? Double.NaN : day;
    }

    /**
     * The day in a timestamp column, in UTC.
     *
     * @param row the row
     * @param position the column's position
     * @return the epoch day
     */
    public static double dayOfTimestamp(Row row, int position) {
        long micros = row.integer(position);
        return micros == ColumnType.MISSING_INTEGER ? Double.NaN : Math.floorDiv(micros, MICROS_PER_DAY);
    }

    /**
     * The second of the day in a timestamp column, in UTC.
     *
     * @param row the row
     * @param position the column's position
     * @return 0 to 86,399
     */
    public static double secondOfDay(Row row, int position) {
        long micros = row.integer(position);
        return micros == ColumnType.MISSING_INTEGER
                ? Double.NaN
                : Math.floorMod(Math.floorDiv(micros, 1_000_000L), 86_400L);
    }

    /**
     * Year, month and day in one number.
     *
     * @param day the epoch day
     * @return the civil date, as for the other functions
     */
    public static double civil(double day) {
        return Double.isNaN(day) ? Double.NaN : CivilDay.of((long) day);
    }

    /**
     * The year.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double year(double civil) {
        return Double.isNaN(civil) ? Double.NaN : CivilDay.year((long) civil);
    }

    /**
     * 1 to 4.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double quarter(double civil) {
        return Double.isNaN(civil) ? Double.NaN : (CivilDay.month((long) civil) + 2) / 3;
    }

    /**
     * 1 to 12.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double month(double civil) {
        return Double.isNaN(civil) ? Double.NaN : CivilDay.month((long) civil);
    }

    /**
     * The ISO week.
     *
     * @param day the epoch day
     * @return the part; missing if the argument is
     */
    public static double week(double day) {
        return Double.isNaN(day) ? Double.NaN : (CivilDay.dayOfYear(thursdayOf((long) day)) + 6) / 7;
    }

    /**
     * The year of the ISO week.
     *
     * @param day the epoch day
     * @return the part; missing if the argument is
     */
    public static double weekYear(double day) {
        return Double.isNaN(day) ? Double.NaN : CivilDay.year(CivilDay.of(thursdayOf((long) day)));
    }

    /**
     * 1 to 31.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double dayOfMonth(double civil) {
        return Double.isNaN(civil) ? Double.NaN : CivilDay.dayOfMonth((long) civil);
    }

    /**
     * 1 to 366.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double dayOfYear(double civil) {
        return Double.isNaN(civil) ? Double.NaN : CivilDay.dayOfYearOf((long) civil);
    }

    /**
     * 1 (Monday) to 7.
     *
     * @param day the epoch day
     * @return the part; missing if the argument is
     */
    public static double dayOfWeek(double day) {
        return Double.isNaN(day) ? Double.NaN : CivilDay.dayOfWeek((long) day);
    }

    /**
     * 28 to 31.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double daysInMonth(double civil) {
        return Double.isNaN(civil) ? Double.NaN : CivilDay.daysInMonth((long) civil);
    }

    /**
     * 1 on Saturday and Sunday, else 0.
     *
     * @param day the epoch day
     * @return the part; missing if the argument is
     */
    public static double weekend(double day) {
        return Double.isNaN(day) ? Double.NaN : (CivilDay.dayOfWeek((long) day) >= 6 ? 1 : 0);
    }

    /**
     * 1 on the first day of a month, else 0.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double monthStart(double civil) {
        return Double.isNaN(civil) ? Double.NaN : (CivilDay.dayOfMonth((long) civil) == 1 ? 1 : 0);
    }

    /**
     * 1 on the last day of a month, else 0.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double monthEnd(double civil) {
        return Double.isNaN(civil) ? Double.NaN : (isMonthEnd((long) civil) ? 1 : 0);
    }

    /**
     * 1 on the first day of a quarter, else 0.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double quarterStart(double civil) {
        return Double.isNaN(civil)
                ? Double.NaN
                : (CivilDay.dayOfMonth((long) civil) == 1 && CivilDay.month((long) civil) % 3 == 1 ? 1 : 0);
    }

    /**
     * 1 on the last day of a quarter, else 0.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double quarterEnd(double civil) {
        return Double.isNaN(civil)
                ? Double.NaN
                : (isMonthEnd((long) civil) && CivilDay.month((long) civil) % 3 == 0 ? 1 : 0);
    }

    /**
     * 1 on 1 January, else 0.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double yearStart(double civil) {
        return Double.isNaN(civil) ? Double.NaN : (CivilDay.dayOfYearOf((long) civil) == 1 ? 1 : 0);
    }

    /**
     * 1 on 31 December, else 0.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double yearEnd(double civil) {
        return Double.isNaN(civil)
                ? Double.NaN
                : (isMonthEnd((long) civil) && CivilDay.month((long) civil) == 12 ? 1 : 0);
    }

    /**
     * 1 in a leap year, else 0.
     *
     * @param civil a date from {@link #civil}
     * @return the part; missing if the argument is
     */
    public static double leapYear(double civil) {
        return Double.isNaN(civil) ? Double.NaN : (CivilDay.isLeap(CivilDay.year((long) civil)) ? 1 : 0);
    }

    /**
     * The day itself.
     *
     * @param day the epoch day
     * @return the part; missing if the argument is
     */
    public static double epochDay(double day) {
        return day;
    }

    /**
     * 0 to 23.
     *
     * @param second the second of the day
     * @return the part; missing if the argument is
     */
    public static double hour(double second) {
        return Double.isNaN(second) ? Double.NaN : (long) second / 3_600;
    }

    /**
     * 0 to 59.
     *
     * @param second the second of the day
     * @return the part; missing if the argument is
     */
    public static double minute(double second) {
        return Double.isNaN(second) ? Double.NaN : (long) second / 60 % 60;
    }

    /**
     * 0 to 59.
     *
     * @param second the second of the day
     * @return the part; missing if the argument is
     */
    public static double second(double second) {
        return Double.isNaN(second) ? Double.NaN : (long) second % 60;
    }

    /**
     * 1 if a day is one of others, else 0.
     *
     * @param days the others, ascending
     * @param day the epoch day
     * @return the result; missing if the day is
     */
    public static double oneOf(double[] days, double day) {
        return Double.isNaN(day) ? Double.NaN : Arrays.binarySearch(days, day) >= 0 ? 1 : 0;
    }

    /**
     * The value of a wave over the week.
     *
     * @param table one value a day
     * @param day the epoch day
     * @return the value; missing if the day is
     */
    public static double weekWave(double[] table, double day) {
        return Double.isNaN(day) ? Double.NaN : table[(int) CivilDay.dayOfWeek((long) day) - 1];
    }

    /**
     * The value of a wave over the month.
     *
     * @param table 31 values for each length of a month from 28 days on
     * @param civil a date from {@link #civil}
     * @return the value; missing if the date is
     */
    public static double monthWave(double[] table, double civil) {
        if (Double.isNaN(civil)) {
            return Double.NaN;
        }
        long length = CivilDay.daysInMonth((long) civil);
        return table[(int) (31 * (length - 28) + CivilDay.dayOfMonth((long) civil) - 1)];
    }

    /**
     * The value of a wave over the year.
     *
     * @param table 366 values for a common year, then 366 for a leap year
     * @param civil a date from {@link #civil}
     * @return the value; missing if the date is
     */
    public static double yearWave(double[] table, double civil) {
        if (Double.isNaN(civil)) {
            return Double.NaN;
        }
        int offset = CivilDay.isLeap(CivilDay.year((long) civil)) ? 366 : 0;
        return table[offset + (int) CivilDay.dayOfYearOf((long) civil) - 1];
    }

    private static long thursdayOf(long day) {
        return day + 4 - CivilDay.dayOfWeek(day);
    }

    private static boolean isMonthEnd(long civil) {
        return CivilDay.dayOfMonth(civil) == CivilDay.daysInMonth(civil);
    }
}
