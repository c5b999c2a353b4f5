package io.mlpipeline.etl.local;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes rows as CSV. */
final class CsvText {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CsvText() {}

    /** Writes all rows; the stream stays open. */
    static void write(Frame rows, OutputStream into) throws IOException {
        Writer text = new OutputStreamWriter(into, StandardCharsets.UTF_8);
        writeTo(text, rows);
        text.flush();
    }

    private static void writeTo(Writer text, Frame rows) throws IOException {
        // Not closed: that would close the stream, and nothing else is held.
        CsvWriter csv = CsvWriter.builder()
                .quoteStrategy(new AllButMissing())
                .lineDelimiter(LineDelimiter.LF)
                .build(text);
        csv.writeRecord(rows.schema().names());
        @Nullable String[] fields = new String[rows.schema().size()];
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            for (int i = 0; i < fields.length; i++) {
                fields[i] = row.isMissing(i) ? null : text(row, i);
            }
            csv.writeRecord(fields);
        }
        csv.flush();
    }

    private static String text(Row row, int position) {
        Schema schema = row.schema();
        return switch (schema.column(position).type()) {
            case NUMBER -> Double.toString(row.number(position));
            case INTEGER -> Long.toString(row.integer(position));
            case BOOLEAN -> Boolean.toString(row.integer(position) != 0);
            case TEXT -> row.text(position);
            case DATE -> LocalDate.ofEpochDay(row.integer(position)).toString();
            case TIMESTAMP -> TIMESTAMP.format(Instant.EPOCH.plus(row.integer(position), ChronoUnit.MICROS));
        };
    }

    /** Tells an empty text from a missing one. */
    private static final class AllButMissing implements QuoteStrategy {
        @Override
        public boolean quoteEmpty(int lineNo, int fieldIdx) {
            return true;
        }

        @Override
        public boolean quoteValue(int lineNo, int fieldIdx, String value) {
            return true;
        }
    }
}
