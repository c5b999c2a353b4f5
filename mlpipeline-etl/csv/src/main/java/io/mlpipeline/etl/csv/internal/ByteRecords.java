package io.mlpipeline.etl.csv.internal;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.RecordBytes;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The records of a run of bytes, found without decoding them. It gives what {@link CsvRecords} gives, for charsets whose bytes
 * below 128 are ASCII and for delimiters and quotes among these. Not thread-safe.
 *
 * <p>Every failure is an {@link InvalidDataException} that names the file and the line.
 */
final class ByteRecords implements Closeable {
    private static final int FIRST_ROOM = 1 << 18;
    private static final int LARGEST_RECORD = 1 << 27;
    private static final int MORE = -1;

    private final String file;
    private final InputStream in;
    private final Charset charset;
    private final boolean checksBytes;
    private final byte delimiter;
    private final byte quote;
    private final RecordBytes record;

    // buffer[limit] is always a line feed, so that no loop asks for the end.
    private byte[] buffer;
    private int limit;
    private boolean atEnd;
    private int start;
    private int end;
    private int next;
    private long line;
    private long nextLine;
    private int lineEnds;
    private int allBytes;

    /**
     * Starts to read.
     *
     * @param line the line of the first byte
     */
    ByteRecords(String file, InputStream in, CsvSource source, long line) {
        this(file, in, source, line, FIRST_ROOM);
    }

    ByteRecords(String file, InputStream in, CsvSource source, long line, int room) {
        this.file = file;
        this.in = in;
        this.charset = source.charset();
        this.checksBytes = !charset.equals(StandardCharsets.ISO_8859_1);
        this.delimiter = (byte) source.delimiter();
        this.quote = (byte) source.quote();
        this.record = RecordBytes.in(charset);
        this.nextLine = line;
        this.buffer = new byte[room + 1];
        this.buffer[0] = '\n';
    }

    static boolean canRead(CsvSource source) {
        return RecordBytes.isFitFor(source.charset()) && source.delimiter() < 0x80 && source.quote() < 0x80;
    }

    /** Skips the mark that may stand at the start of a file in UTF-8. */
    void skipByteOrderMark() {
        while (limit < 3 && !atEnd) {
            fill();
        }
        boolean isMark = limit >= 3
                && charset.equals(StandardCharsets.UTF_8)
                && buffer[0] == (byte) 0xef
                && buffer[1] == (byte) 0xbb
                && buffer[2] == (byte) 0xbf;
        next = isMark ? 3 : 0;
    }

    boolean next() {
        if (!skipEmptyLines()) {
            return false;
        }
        start = next;
        line = nextLine;
        for (int after = take(); ; after = take()) {
            if (after != MORE) {
                next = after;
                nextLine += lineEnds;
                requireValidBytes();
                return true;
            }
            fill();
        }
    }

    private boolean skipEmptyLines() {
        while (true) {
            if (next == limit) {
                if (atEnd) {
                    return false;
                }
                start = next;
                fill();
            } else if (buffer[next] == '\n') {
                next++;
                nextLine++;
            } else if (buffer[next] == '\r') {
                if (next + 1 == limit && !atEnd) {
                    start = next;
                    fill();
                    continue;
                }
                next += isFeedAt(next + 1) ? 2 : 1;
                nextLine++;
            } else {
                return true;
            }
        }
    }

    private boolean isFeedAt(int position) {
        return position < limit && buffer[position] == '\n';
    }

    /** Takes the record at the start apart; gives where the next line begins, or that more bytes are needed. */
    private int take() {
        record.begin(buffer);
        lineEnds = 0;
        allBytes = 0;
        for (int at = start; ; at++) {
            at = buffer[at] == quote ? takeQuoted(at + 1) : takePlain(at);
            if (at == MORE) {
                return MORE;
            }
            byte after = buffer[at];
            if (after != delimiter) {
                return takeLineEnd(at);
            }
        }
    }

    private int takePlain(int from) {
        byte[] bytes = buffer;
        int at = from;
        int all = 0;
        for (byte b = bytes[at]; b != delimiter && b != '\n' && b != '\r'; b = bytes[++at]) {
            all |= b;
        }
        allBytes |= all;
        record.add(from, at);
        return at;
    }

    private int takeQuoted(int from) {
        boolean hasDoubled = false;
        int at = from;
        while (true) {
            byte b = buffer[at];
            allBytes |= b;
            if (b == quote) {
                if (at + 1 >= limit && !atEnd) {
                    return MORE;
                }
                if (buffer[at + 1] != quote || at + 1 >= limit) {
                    break;
                }
                hasDoubled = true;
                at += 2;
                continue;
            }
            if (b == '\n') {
                if (at == limit) {
                    return endsInsideQuotes();
                }
                lineEnds++;
            } else if (b == '\r') {
                if (at + 1 == limit && !atEnd) {
                    return MORE;
                }
                lineEnds += isFeedAt(at + 1) ? 0 : 1;
            }
            at++;
        }
        if (hasDoubled) {
            record.add(undoubled(from, at));
        } else {
            record.add(from, at);
        }
        requireFieldEnd(at + 1);
        return at + 1;
    }

    private int endsInsideQuotes() {
        if (!atEnd) {
            return MORE;
        }
        throw new InvalidDataException(file + " line " + line + ": a quote is opened and never closed, "
                + "so the rest of the file would be one field. Close it, or double a quote inside a field");
    }

    private String undoubled(int from, int to) {
        byte[] bytes = new byte[to - from];
        int length = 0;
        for (int at = from; at < to; at++) {
            bytes[length++] = buffer[at];
            at += buffer[at] == quote ? 1 : 0;
        }
        return new String(bytes, 0, length, charset);
    }

    private void requireFieldEnd(int at) {
        byte after = buffer[at];
        if (after != delimiter && after != '\n' && after != '\r') {
            throw new InvalidDataException(file + " line " + line + ": a field goes on after its closing quote. "
                    + "Maybe a quote is never closed, or one inside a field is not doubled");
        }
    }

    private int takeLineEnd(int at) {
        end = at;
        if (at == limit) {
            lineEnds++;
            return atEnd ? at : MORE;
        }
        if (buffer[at] == '\r' && at + 1 == limit && !atEnd) {
            return MORE;
        }
        lineEnds++;
        return at + (buffer[at] == '\r' && isFeedAt(at + 1) ? 2 : 1);
    }

    /** Reads on behind the bytes from the start of the record. */
    private void fill() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            next -= start;
            start = 0;
        }
        if (limit + 1 == buffer.length) {
            if (buffer.length > LARGEST_RECORD) {
                throw new InvalidDataException(file + " line " + line + ": the record that begins here is longer than "
                        + (LARGEST_RECORD >> 20) + " MiB. Maybe a quote is never closed");
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int before = limit;
        try {
            int count = 0;
            while (count >= 0 && limit < buffer.length - 1) {
                count = in.read(buffer, limit, buffer.length - 1 - limit);
                limit += Math.max(0, count);
            }
            atEnd = count < 0;
        } catch (IOException e) {
            if (limit == before) { // otherwise it comes up again behind the bytes that were read
                throw unreadable(nextLine, "cannot be read (" + e.getMessage() + "). Maybe the file was cut off", e);
            }
        } finally {
            buffer[limit] = '\n';
        }
    }

    private void requireValidBytes() {
        if (allBytes >= 0 || !checksBytes) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(buffer, start, end - start);
        try {
            charset.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw unreadable(
                    lineOf(bytes.position()),
                    "bytes that are not " + charset
                            + ". Declare the file's charset with withCharset(..); maybe it is ISO-8859-1",
                    e);
        }
    }

    private long lineOf(int position) {
        long found = line;
        for (int at = start; at < position; at++) {
            boolean endsLine = buffer[at] == '\n' || (buffer[at] == '\r' && !isFeedAt(at + 1));
            found += endsLine ? 1 : 0;
        }
        return found;
    }

    private InvalidDataException unreadable(long where, String what, IOException e) {
        return new InvalidDataException(file + " line " + where + ": " + what, e);
    }

    /** The fields of the current record, until the next. */
    RecordBytes fields() {
        return record;
    }

    long line() {
        return line;
    }

    String raw() {
        return new String(buffer, start, end - start, charset);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
