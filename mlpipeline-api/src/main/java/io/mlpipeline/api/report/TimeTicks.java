package io.mlpipeline.api.report;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round positions on a time axis, labelled so that the larger unit is named once where it begins. */
final class TimeTicks {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter CLOCK_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private TimeTicks() {}

    static List<Tick> within(Range range, TimeStep step) {
        List<Tick> ticks = new ArrayList<>();
        LocalDateTime before = LocalDateTime.MIN;
        for (double at = step.firstFrom(range.low()); at <= range.high(); at = step.next(at)) {
            LocalDateTime time = TimeStep.dateTime(at);
            ticks.add(new Tick(at, label(time, before, step.unit())));
            before = time;
        }
        return ticks;
    }

    /** A time in full, for a chart's spoken summary. */
    static String full(double seconds) {
        LocalDateTime time = TimeStep.dateTime(seconds);
        return time.equals(time.toLocalDate().atStartOfDay())
                ? time.toLocalDate().toString()
                : time + "Z";
    }

    private static String label(LocalDateTime time, LocalDateTime before, ChronoUnit unit) {
        String year = time.getYear() == before.getYear() ? "" : " " + time.getYear();
        return switch (unit) {
            case YEARS -> Integer.toString(time.getYear());
            case MONTHS -> month(time) + year;
            case DAYS -> day(time) + year;
            case SECONDS -> newDay(time, before) + CLOCK_SECONDS.format(time);
            default -> newDay(time, before) + CLOCK.format(time);
        };
    }

    private static String newDay(LocalDateTime time, LocalDateTime before) {
        return time.toLocalDate().equals(before.toLocalDate()) ? "" : day(time) + " ";
    }

    private static String day(LocalDateTime time) {
        return time.getDayOfMonth() + " " + month(time);
    }

    private static String month(LocalDateTime time) {
        return MONTHS.get(time.getMonthValue() - 1);
    }
}
