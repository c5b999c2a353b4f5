package io.mlpipeline.etl.csv.internal;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.CsvSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one CSV file, with the line where each begins and its text. Empty lines are no records. Not thread-safe.
 *
 * <p>Every failure is an {@link InvalidDataException} that names the file and the line.
 */
public final class CsvRecords implements Closeable {
    private final String file;
    private final CsvSource source;
    private final LineRecorder lines;
    private final CloseableIterator<CsvRecord> records;
    private @Nullable CsvRecord current;
    private @Nullable CsvRecord ahead;

    /**
     * Starts to read.
     *
     * @param file the file's name for messages
     * @param in its bytes, uncompressed; closed with this object
     * @param source how it is written
     * @throws InvalidDataException if the first record cannot be read
     */
    public CsvRecords(String file, InputStream in, CsvSource source) {
        this.file = file;
        this.source = source;
        this.lines = new LineRecorder(new StrictDecoder(in, source.charset()));
        this.records = CsvReader.builder()
                .fieldSeparator(source.delimiter())
                .quoteCharacter(source.quote())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(lines)
                .iterator();
        this.ahead = read();
    }

    /**
     * Moves to the next record.
     *
     * @return false at the end
     * @throws InvalidDataException if the file cannot be read on
     */
    public boolean next() {
        current = ahead;
        if (current == null) {
            return false;
        }
        // One record is read ahead, because its line tells where this one ends.
        lines.forgetBefore(current.getStartingLineNumber());
        ahead = read();
        if (ahead == null) {
            requireClosedQuotes();
        }
        return true;
    }

    /**
     * The fields of the current record.
     *
     * @return one text a field
     */
    public List<String> fields() {
        return record().getFields();
    }

    /**
     * The line of the file where the current record begins.
     *
     * @return 1 or more
     */
    public long line() {
        return record().getStartingLineNumber();
    }

    /**
     * The current record as it stands in the file.
     *
     * @return its text, without the line end
     */
    public String raw() {
        return lines.upTo(ahead == null ? Long.MAX_VALUE : ahead.getStartingLineNumber());
    }

    private CsvRecord record() {
        if (current == null) {
            throw new IllegalStateException("There is no current record");
        }
        return current;
    }

    private @Nullable CsvRecord read() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw new InvalidDataException(
                    file + ": " + e.getMessage()
                            + ". Maybe a quote is never closed, or one inside a field is not doubled",
                    e);
        } catch (UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private InvalidDataException unreadable(UncheckedIOException e) {
        String place = file + " line " + lines.lastLine() + ": ";
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String message = cause instanceof CharacterCodingException
                ? "bytes that are not " + source.charset()
                        + ". Declare the file's charset with withCharset(..); maybe it is ISO-8859-1"
                : "cannot be read (" + cause.getMessage() + "). Maybe the file was cut off";
        return new InvalidDataException(place + message, e);
    }

    /** The parser takes the end of the file for the end of an open quote; that would hide lost records. */
    private void requireClosedQuotes() {
        if (endsInsideQuotes(raw())) {
            throw new InvalidDataException(file + " line " + line() + ": a quote is opened and never closed, "
                    + "so the rest of the file would be one field. Close it, or double a quote inside a field");
        }
    }

    private boolean endsInsideQuotes(String raw) {
        boolean inside = false;
        boolean atFieldStart = true;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == source.quote() && (inside || atFieldStart)) {
                inside = !inside;
                atFieldStart = !inside; // a doubled quote opens again at once
            } else {
                atFieldStart = !inside && c == source.delimiter();
            }
        }
        return inside;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
