package io.mlpipeline.etl.features.source;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The declared ways to write a date or time; the first that fits a text decides. English month names, no lenient dates. */
final class DateTimePatterns {
    private static final ZonedDateTime EXAMPLE = ZonedDateTime.of(2011, 10, 9, 8, 7, 6, 0, ZoneOffset.UTC);

    private final DateTimeFormatter[] formatters;

    DateTimePatterns(List<String> patterns) {
        this.formatters = patterns.stream().map(DateTimePatterns::formatter).toArray(DateTimeFormatter[]::new);
    }

    /** Checks that a pattern can be read and holds a whole date. */
    static void require(String pattern) {
        try {
            DateTimeFormatter formatter = formatter(pattern);
            LocalDate date = formatter.parse(formatter.format(EXAMPLE)).query(TemporalQueries.localDate());
            if (!EXAMPLE.toLocalDate().equals(date)) {
                throw new IllegalArgumentException("'" + pattern + "' has no year, month and day");
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "Not a pattern for dates: '" + pattern + "'. Write it like 'yyyy-MM-dd HH:mm:ss' (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1) // so that yyyy, a year of some era, is a year
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** What the text says, or null if no pattern fits or there is no such day. */
    @Nullable
    TemporalAccessor parse(String text) {
        for (DateTimeFormatter formatter : formatters) {
            ParsePosition position = new ParsePosition(0);
            // Asked first because a refusal here costs no exception.
            if (formatter.parseUnresolved(text, position) != null && position.getIndex() == text.length()) {
                return resolve(formatter, text);
            }
        }
        return null;
    }

    private static @Nullable TemporalAccessor resolve(DateTimeFormatter formatter, String text) {
        try {
            return formatter.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
