package io.mlpipeline.etl.csv.internal;

import io.mlpipeline.api.error.InvalidDataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a file in UTF-8 that are not empty, as places in a buffer. Lines end in LF or CRLF. Not thread-safe. */
final class ByteLines implements Closeable {
    private static final int LARGEST_LINE = 1 << 27;

    private final String file;
    private final InputStream in;
    private byte[] buffer = new byte[1 << 18];
    private int limit;
    private boolean atEnd;
    private int from;
    private int to;
    private int next;
    private long line;

    ByteLines(String file, InputStream in) {
        this.file = file;
        this.in = in;
    }

    boolean next() {
        do {
            if (!readLine()) {
                return false;
            }
        } while (isBlank());
        return true;
    }

    private boolean readLine() {
        from = next;
        int at = from;
        while (true) {
            while (at < limit && buffer[at] != '\n') {
                at++;
            }
            if (at < limit || atEnd) {
                break;
            }
            at -= from;
            fill();
            at += from;
        }
        if (at == limit && at == from) {
            return false;
        }
        to = at;
        next = Math.min(limit, at + 1);
        line++;
        skipByteOrderMark();
        return true;
    }

    private void skipByteOrderMark() {
        boolean isMark = line == 1
                && to - from >= 3
                && buffer[from] == (byte) 0xef
                && buffer[from + 1] == (byte) 0xbb
                && buffer[from + 2] == (byte) 0xbf;
        from += isMark ? 3 : 0;
    }

    private boolean isBlank() {
        int at = from;
        while (at < to && (buffer[at] == ' ' || buffer[at] == '\t' || buffer[at] == '\r')) {
            at++;
        }
        return at == to;
    }

    private void fill() {
        System.arraycopy(buffer, from, buffer, 0, limit - from);
        limit -= from;
        from = 0;
        if (limit == buffer.length) {
            if (limit > LARGEST_LINE) {
                throw new InvalidDataException(file + " line " + (line + 1) + ": longer than " + (LARGEST_LINE >> 20)
                        + " MiB. Write one object a line");
            }
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        try {
            int count = in.read(buffer, limit, buffer.length - limit);
            atEnd = count < 0;
            limit += Math.max(0, count);
        } catch (IOException e) {
            throw new InvalidDataException(
                    file + " line " + (line + 1) + ": cannot be read (" + e.getMessage()
                            + "). Maybe the file was cut off",
                    e);
        }
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int length() {
        return to - from;
    }

    long line() {
        return line;
    }

    /** The line as it stands in the file; bytes that are not UTF-8 are replaced. */
    String raw() {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
