package io.mlpipeline.etl.features.operator.calendar;

/**
 * Calendar arithmetic on epoch days without allocation: the proleptic ISO calendar, counted in 400-year eras that start on
 * 1 March, so that the leap day ends a year.
 */
final class CivilDay {
    private static final long DAYS_PER_ERA = 146_097;
    private static final long ERA_OF_EPOCH = 719_468;

    private CivilDay() {}

    /** Packs year, month and day as year * 512 + month * 32 + day. */
    static long of(long epochDay) {
        long shifted = epochDay + ERA_OF_EPOCH;
        long era = Math.floorDiv(shifted, DAYS_PER_ERA);
        long dayOfEra = Math.floorMod(shifted, DAYS_PER_ERA);
        long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long monthFromMarch = (5 * dayOfYear + 2) / 153;
        long day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        return year * 512 + month * 32 + day;
    }

    static long year(long packed) {
        return packed >> 9;
    }

    static long month(long packed) {
        return packed >> 5 & 15;
    }

    static long dayOfMonth(long packed) {
        return packed & 31;
    }

    static long dayOfWeek(long epochDay) {
        return Math.floorMod(epochDay + 3, 7L) + 1;
    }

    static long dayOfYear(long epochDay) {
        return dayOfYearOf(of(epochDay));
    }

    static long dayOfYearOf(long packed) {
        long month = month(packed);
        long leap = isLeap(year(packed)) ? 1 : 0;
        long before = month <= 2 ? 31 * (month - 1) : (153 * (month - 3) + 2) / 5 + 59 + leap;
        return before + dayOfMonth(packed);
    }

    static long daysInMonth(long packed) {
        long month = month(packed);
        if (month == 2) {
            return isLeap(year(packed)) ? 29 : 28;
        }
        return 30 + (month + month / 8 & 1);
    }

    static boolean isLeap(long year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}
