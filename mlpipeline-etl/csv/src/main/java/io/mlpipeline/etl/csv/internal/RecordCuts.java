package io.mlpipeline.etl.csv.internal;

import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.FilePart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where a file can be cut between records, in one pass over its bytes: a line feed may stand inside quotes, so that
 * nothing less tells. Takes records for what {@link ByteRecords} takes for them. Not thread-safe.
 */
final class RecordCuts {
    private static final int BUFFER = 1 << 18;

    /** Where the pass is. */
    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private final byte delimiter;
    private final byte quote;
    private final boolean skipsMark;
    private final long size;
    private final List<FilePart> parts = new ArrayList<>();
    private State state = State.FIELD_START;
    private boolean afterReturn;
    private long partStart;
    private long partLine = 1;
    private long line = 1;

    RecordCuts(CsvSource source, long size) {
        this.delimiter = (byte) source.delimiter();
        this.quote = (byte) source.quote();
        this.skipsMark = source.charset().equals(StandardCharsets.UTF_8);
        this.size = size;
    }

    /** The parts of a file of about a size each; the last one ends where the file does. */
    List<FilePart> find(InputStream in) throws IOException {
        byte[] bytes = new byte[BUFFER];
        long position = 0;
        for (int count = in.readNBytes(bytes, 0, BUFFER); count > 0; count = in.readNBytes(bytes, 0, BUFFER)) {
            // A byte order mark is no quote, so it needs no care unless a quote follows.
            int from = position == 0 && skipsMark && startsWithMark(bytes, count) ? 3 : 0;
            pass(bytes, from, count, position);
            position += count;
        }
        parts.add(new FilePart(partStart, Long.MAX_VALUE, partLine));
        return List.copyOf(parts);
    }

    private static boolean startsWithMark(byte[] bytes, int count) {
        return count >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    private void pass(byte[] bytes, int from, int to, long position) {
        for (int at = from; at < to; at++) {
            byte b = bytes[at];
            if (afterReturn) {
                afterReturn = false;
                if (b == '\n') {
                    cut(position + at + 1);
                    continue;
                }
                cut(position + at);
            }
            if (b == '\n' || b == '\r') {
                endLine(b, position + at + 1);
            } else {
                state = next(b);
                if (state == State.PLAIN || state == State.QUOTED) {
                    at = skip(bytes, at + 1, to) - 1;
                }
            }
        }
    }

    private void endLine(byte b, long behind) {
        line++;
        afterReturn = b == '\r';
        if (state != State.QUOTED) {
            state = State.FIELD_START;
            if (!afterReturn) {
                cut(behind);
            }
        }
    }

    private State next(byte b) {
        if (b == quote && state != State.PLAIN) {
            return state == State.QUOTED ? State.QUOTE_IN_QUOTED : State.QUOTED;
        }
        if (state == State.QUOTED) {
            return state;
        }
        return b == delimiter ? State.FIELD_START : State.PLAIN;
    }

    /** The next byte that can change the state. */
    private int skip(byte[] bytes, int from, int to) {
        byte wanted = state == State.QUOTED ? quote : delimiter;
        int at = from;
        while (at < to && bytes[at] != wanted && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /** Ends a part here if it is large enough and no quote is open. */
    private void cut(long position) {
        if (state == State.FIELD_START && position - partStart >= size) {
            parts.add(new FilePart(partStart, position, partLine));
            partStart = position;
            partLine = line;
        }
    }
}
