package io.mlpipeline.etl.csv.internal;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Passes text on and remembers it by line, so that a record can be shown as it stands in the file. Skips a byte order mark.
 *
 * <p>Lines end in LF, CRLF or CR, and count from 1. What lies before the last line asked for is forgotten.
 */
final class LineRecorder extends FilterReader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private char[] text = new char[1 << 15];
    private boolean started;
    private int start;
    private int end;
    private long startLine = 1;

    LineRecorder(Reader in) {
        super(in);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = in.read(target, offset, length);
        if (!started && count > 0) {
            started = true;
            if (target[offset] == BYTE_ORDER_MARK) {
                count--;
                System.arraycopy(target, offset + 1, target, offset, count);
                if (count == 0) {
                    return read(target, offset, length);
                }
            }
        }
        if (count > 0) {
            remember(target, offset, count);
        }
        return count;
    }

    private void remember(char[] source, int offset, int count) {
        if (end + count > text.length) {
            int kept = end - start;
            char[] larger = kept + count > text.length ? new char[2 * (kept + count)] : text;
            System.arraycopy(text, start, larger, 0, kept);
            text = larger;
            start = 0;
            end = kept;
        }
        System.arraycopy(source, offset, text, end, count);
        end += count;
    }

    /** Forgets everything before a line. */
    void forgetBefore(long line) {
        while (startLine < line && start < end) {
            start = nextLine(start);
            startLine++;
        }
    }

    /** The text from the line last asked for up to another one, without the final line end. */
    String upTo(long line) {
        int to = start;
        for (long at = startLine; at < line && to < end; at++) {
            to = nextLine(to);
        }
        while (to > start && isLineEnd(text[to - 1])) {
            to--;
        }
        return new String(text, start, to - start);
    }

    /** The line that the next character will belong to. */
    long lastLine() {
        long line = startLine;
        for (int at = start; at < end; at++) {
            boolean beforeFeed = at + 1 < end && text[at + 1] == '\n';
            line += text[at] == '\n' || (text[at] == '\r' && !beforeFeed) ? 1 : 0;
        }
        return line;
    }

    private int nextLine(int from) {
        int at = from;
        while (at < end && !isLineEnd(text[at])) {
            at++;
        }
        boolean both = at + 1 < end && text[at] == '\r' && text[at + 1] == '\n';
        return Math.min(end, at + (both ? 2 : 1));
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
