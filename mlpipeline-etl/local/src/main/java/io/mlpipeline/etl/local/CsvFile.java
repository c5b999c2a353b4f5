package io.mlpipeline.etl.local;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a file aside and then puts it in its place, so that a reader sees all of it or nothing. */
final class CsvFile {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CsvFile() {}

    static void write(Frame rows, String file, FileFormat format) {
        Path target = Path.of(file).toAbsolutePath().normalize();
        if (Files.isDirectory(target)) {
            throw new IllegalArgumentException(target + " is a folder. Name the file to write");
        }
        Path aside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".new");
        try {
            makeFolder(target.getParent());
            try {
                writeTo(aside, rows, format);
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot write " + file + " (" + InputFiles.reason(e) + "). Choose a file that can be written", e);
        }
    }

    private static void makeFolder(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) { // asked first: the call refuses a link to a folder
            Files.createDirectories(folder);
        }
    }

    private static void writeTo(Path file, Frame rows, FileFormat format) throws IOException {
        try (Writer text = new OutputStreamWriter(
                format.encode(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)), StandardCharsets.UTF_8)) {
            writeTo(text, rows);
        } catch (UncheckedIOException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void writeTo(Writer text, Frame rows) throws IOException {
        try (CsvWriter csv = CsvWriter.builder()
                .quoteStrategy(new AllButMissing())
                .lineDelimiter(LineDelimiter.LF)
                .build(text)) {
            csv.writeRecord(rows.schema().names());
            @Nullable String[] fields = new String[rows.schema().size()];
            for (Frame.Cursor row = rows.cursor(); row.next(); ) {
                for (int i = 0; i < fields.length; i++) {
                    fields[i] = row.isMissing(i) ? null : text(row, i);
                }
                csv.writeRecord(fields);
            }
        }
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
