package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calendar days by declared patterns; a time of day in the text is dropped. */
record DateFormat(List<String> patterns) implements ValueFormat {

    DateFormat {
        patterns = List.copyOf(patterns);
        patterns.forEach(DateTimePatterns::require);
    }

    @Override
    public ValueParser parser() {
        return new Remembering(new Parser(new DateTimePatterns(patterns), new InPlaceTimes(patterns)));
    }

    private record Parser(DateTimePatterns accepted, InPlaceTimes inPlace) implements ValueParser {
        @Override
        public @Nullable String parse(String text, RowBuffer into, int column) {
            TemporalAccessor parsed = accepted.parse(text);
            LocalDate date = parsed == null ? null : parsed.query(TemporalQueries.localDate());
            if (date == null) {
                return "not a date";
            }
            into.setInteger(column, date.toEpochDay());
            return null;
        }

        @Override
        public boolean parseInPlace(byte[] bytes, int from, int to, Charset charset, RowBuffer into, int column) {
            if (!inPlace.read(bytes, from, to)) {
                return false;
            }
            into.setInteger(column, inPlace.epochDay());
            return true;
        }
    }
}
