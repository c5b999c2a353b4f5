package io.mlpipeline.samples.retail;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Set;

/** The days a shop in England is open, and how busy they are for reasons that have nothing to do with an item. */
final class TradingCalendar {
    private static final double BANK_HOLIDAY = 0.7;
    private static final double EVE = 1.2;
    private static final int DAYS_BEFORE = 2;
    private static final double WEATHER = 0.07;

    private final LocalDate start;
    private final double[] level;

    private TradingCalendar(LocalDate start, double[] level) {
        this.start = start;
        this.level = level;
    }

    static TradingCalendar of(LocalDate start, int days, Draws draws) {
        Set<LocalDate> holidays = new HashSet<>();
        for (int year = start.getYear();
                year <= start.plusDays(days + DAYS_BEFORE).getYear();
                year++) {
            holidays.addAll(bankHolidays(year));
        }
        double[] level = new double[days];
        for (int day = 0; day < days; day++) {
            level[day] = level(start.plusDays(day), holidays) * StrictMath.exp(WEATHER * draws.normal());
        }
        return new TradingCalendar(start, level);
    }

    int days() {
        return level.length;
    }

    LocalDate date(int day) {
        return start.plusDays(day);
    }

    /** 1 on an ordinary day, 0 when closed. */
    double level(int day) {
        return level[day];
    }

    /** The eight bank holidays of England, with their substitutes at week-ends. */
    static Set<LocalDate> bankHolidays(int year) {
        LocalDate easter = easter(year);
        LocalDate christmas = LocalDate.of(year, Month.DECEMBER, 25);
        Set<LocalDate> holidays = new HashSet<>();
        holidays.add(substituted(LocalDate.of(year, Month.JANUARY, 1), holidays));
        holidays.add(easter.minusDays(2));
        holidays.add(easter.plusDays(1));
        holidays.add(LocalDate.of(year, Month.MAY, 1).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)));
        holidays.add(LocalDate.of(year, Month.MAY, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
        holidays.add(LocalDate.of(year, Month.AUGUST, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
        holidays.add(substituted(christmas, holidays));
        holidays.add(substituted(christmas.plusDays(1), holidays));
        return holidays;
    }

    /** Easter Sunday; source: J. Meeus, "Astronomical Algorithms", 1991, chapter 8. */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int g = (8 * b + 13) / 25;
        int h = (19 * a + b - b / 4 - g + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int day = h + l - 7 * m + 114;
        return LocalDate.of(year, day / 31, day % 31 + 1);
    }

    private static double level(LocalDate date, Set<LocalDate> holidays) {
        boolean christmas = date.getMonth() == Month.DECEMBER && date.getDayOfMonth() == 25;
        if (christmas || date.equals(easter(date.getYear()))) {
            return 0;
        }
        if (holidays.contains(date)) {
            return BANK_HOLIDAY;
        }
        boolean eve = holidays.stream()
                .mapToLong(holiday -> ChronoUnit.DAYS.between(date, holiday))
                .anyMatch(ahead -> ahead > 0 && ahead <= DAYS_BEFORE);
        return eve ? EVE : 1;
    }

    private static LocalDate substituted(LocalDate date, Set<LocalDate> taken) {
        LocalDate day = date;
        while (day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue() || taken.contains(day)) {
            day = day.plusDays(1);
        }
        return day;
    }
}
