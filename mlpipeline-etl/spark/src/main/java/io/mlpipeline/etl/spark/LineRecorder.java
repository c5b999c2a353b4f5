package io.mlpipeline.etl.spark;

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

    private final StringBuilder text = new StringBuilder();
    private boolean started;
    private int start;
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
            text.delete(0, start).append(target, offset, count);
            start = 0;
        }
        return count;
    }

    /** Forgets everything before a line. */
    void forgetBefore(long line) {
        while (startLine < line && start < text.length()) {
            start = nextLine(start);
            startLine++;
        }
    }

    /** The text from the line last asked for up to another one, without the final line end. */
    String upTo(long line) {
        int end = start;
        for (long at = startLine; at < line && end < text.length(); at++) {
            end = nextLine(end);
        }
        while (end > start && isLineEnd(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The line that the next character will belong to. */
    long lastLine() {
        long line = startLine;
        for (int at = start; at < text.length(); at++) {
            boolean beforeFeed = at + 1 < text.length() && text.charAt(at + 1) == '\n';
            line += text.charAt(at) == '\n' || (text.charAt(at) == '\r' && !beforeFeed) ? 1 : 0;
        }
        return line;
    }

    private int nextLine(int from) {
        int at = from;
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
            at++;
        }
        boolean both = at + 1 < text.length() && text.charAt(at) == '\r' && text.charAt(at + 1) == '\n';
        return Math.min(text.length(), at + (both ? 2 : 1));
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }
}
