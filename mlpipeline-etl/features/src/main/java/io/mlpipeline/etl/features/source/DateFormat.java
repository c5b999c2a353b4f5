package io.mlpipeline.etl.features.source;

import java.time.LocalDate;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;

/** Calendar days by declared patterns; a time of day in the text is dropped. */
record DateFormat(List<String> patterns) implements ValueFormat {

    DateFormat {
        patterns = List.copyOf(patterns);
        patterns.forEach(DateTimePatterns::require);
    }

    @Override
    public ValueParser parser() {
        DateTimePatterns accepted = new DateTimePatterns(patterns);
        return (text, into, column) -> {
            TemporalAccessor parsed = accepted.parse(text);
            LocalDate date = parsed == null ? null : parsed.query(TemporalQueries.localDate());
            if (date == null) {
                return "not a date";
            }
            into.setInteger(column, date.toEpochDay());
            return null;
        };
    }
}
