package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Instants by declared patterns; local times are read in a declared zone, an offset in the text goes before it. */
record TimestampFormat(List<String> patterns, ZoneId zone) implements ValueFormat {

    TimestampFormat {
        patterns = List.copyOf(patterns);
        patterns.forEach(DateTimePatterns::require);
        Objects.requireNonNull(zone, "zone");
    }

    @Override
    public ValueParser parser() {
        return new Remembering(new Parser(new DateTimePatterns(patterns), new InPlaceTimes(patterns), zone));
    }

    private static final class Parser implements ValueParser {
        private final DateTimePatterns patterns;
        private final InPlaceTimes inPlace;
        private final ZoneId zone;
        // The lines of one invoice share one time, so the last text is often the next one too.
        private String lastText = "";
        private long lastMicros;

        Parser(DateTimePatterns patterns, InPlaceTimes inPlace, ZoneId zone) {
            this.patterns = patterns;
            this.inPlace = inPlace;
            this.zone = zone;
        }

        @Override
        public @Nullable String parse(String text, RowBuffer into, int column) {
            if (!text.equals(lastText)) {
                TemporalAccessor parsed = patterns.parse(text);
                LocalDate date = parsed == null ? null : parsed.query(TemporalQueries.localDate());
                if (parsed == null || date == null) {
                    return "not a date and time";
                }
                LocalTime time = parsed.query(TemporalQueries.localTime());
                LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
                ZoneOffset written = parsed.query(TemporalQueries.offset());
                ZoneOffset offset = written == null ? offsetOf(local) : written;
                if (offset == null) {
                    return skipped();
                }
                lastMicros = micros(local, offset);
                lastText = text;
            }
            into.setInteger(column, lastMicros);
            return null;
        }

        @Override
        public boolean parseInPlace(byte[] bytes, int from, int to, Charset charset, RowBuffer into, int column) {
            if (!inPlace.read(bytes, from, to)) {
                return false;
            }
            long second = inPlace.epochDay() * 86_400 + inPlace.secondOfDay();
            if (zone instanceof ZoneOffset offset) {
                into.setInteger(column, (second - offset.getTotalSeconds()) * 1_000_000);
                return true;
            }
            return accept(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC), into, column) == null;
        }

        @Override
        public @Nullable String accept(LocalDateTime local, RowBuffer into, int column) {
            ZoneOffset offset = offsetOf(local);
            if (offset == null) {
                return skipped();
            }
            into.setInteger(column, micros(local, offset));
            return null;
        }

        private String skipped() {
            return "skipped by the clock change in " + zone;
        }

        private static long micros(LocalDateTime local, ZoneOffset offset) {
            return local.toEpochSecond(offset) * 1_000_000 + local.getNano() / 1_000;
        }

        /** The offset of a local time: the earlier one where clocks are set back, none where they skip it. */
        private @Nullable ZoneOffset offsetOf(LocalDateTime local) {
            List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
            return valid.isEmpty() ? null : valid.get(0);
        }
    }
}
