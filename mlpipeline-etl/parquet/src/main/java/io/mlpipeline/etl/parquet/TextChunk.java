package io.mlpipeline.etl.parquet;

import io.mlpipeline.api.data.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Texts, as UTF-8. */
final class TextChunk implements Chunk {
    private static final int MOST_DISTINCT = 1 << 17;
    private static final int MOST_BYTES = 1 << 22;

    private final String column;
    private final @Nullable String[] texts;
    private final int[] ids;
    private final byte[][] entries;
    private final int[] ranks;

    private TextChunk(String column, @Nullable String[] texts) {
        this.column = column;
        this.texts = texts;
        this.ids = new int[texts.length];
        this.entries = dictionary();
        this.ranks = ranks(entries);
    }

    static TextChunk of(Frame rows, int position, int from, int count) {
        @Nullable String[] texts = new String[count];
        Frame.Cursor row = rows.cursor();
        for (int i = 0; i < count; i++) {
            row.moveTo(from + i);
            texts[i] = row.isMissing(position) ? null : row.text(position);
        }
        return new TextChunk(rows.schema().column(position).name(), texts);
    }

    /** The distinct texts, where these are few and small; otherwise none. */
    private byte[][] dictionary() {
        TextDictionary all = new TextDictionary(Math.min(MOST_DISTINCT, 16 + texts.length / 2));
        int present = 0;
        for (int row = 0; row < texts.length; row++) {
            String text = texts[row];
            if (text != null) {
                ids[row] = all.idOf(text);
                present++;
                if (ids[row] < 0) {
                    return new byte[0][];
                }
            }
        }
        byte[][] encoded = IntStream.range(0, all.size())
                .mapToObj(id -> encoded(all.value(id)))
                .toArray(byte[][]::new);
        long size = Arrays.stream(encoded).mapToLong(entry -> entry.length).sum();
        return present > 0 && size <= MOST_BYTES ? encoded : new byte[0][];
    }

    /** The place of each entry in the order of the bytes, by which the format compares texts. */
    private static int[] ranks(byte[][] entries) {
        int[] ranks = new int[entries.length];
        int[] next = {0};
        IntStream.range(0, entries.length)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(entries[a], entries[b]))
                .forEach(id -> ranks[id] = next[0]++);
        return ranks;
    }

    private byte[] encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (mayBeHalf(text) && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("Column '" + column + "' holds a text with half a character ('" + text
                    + "'), which UTF-8 can't write. Set such rows aside");
        }
        return bytes;
    }

    private static boolean mayBeHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int size() {
        return texts.length;
    }

    @Override
    public int levels(int from, int to, int[] into) {
        int absent = 0;
        for (int row = from; row < to; row++) {
            boolean isMissing = texts[row] == null;
            into[row - from] = isMissing ? 0 : 1;
            absent += isMissing ? 1 : 0;
        }
        return absent;
    }

    @Override
    public boolean hasDictionary() {
        return entries.length > 0;
    }

    @Override
    public int distinct() {
        return entries.length;
    }

    @Override
    public int ids(int from, int to, int[] into) {
        int count = 0;
        for (int row = from; row < to; row++) {
            into[count] = ids[row];
            count += texts[row] == null ? 0 : 1; // what is missing is written over
        }
        return count;
    }

    @Override
    public void dictionary(PlainBytes into) {
        for (byte[] entry : entries) {
            into.addBytes(entry);
        }
    }

    @Override
    public void plain(int from, int to, PlainBytes into) {
        for (int row = from; row < to; row++) {
            String text = texts[row];
            if (text != null) {
                into.addBytes(encoded(text));
            }
        }
    }

    @Override
    public void extremes(int from, int to, Statistics<?> into) {
        int least = -1;
        int most = -1;
        for (int row = from; row < to; row++) {
            if (texts[row] != null) {
                least = least < 0 || compare(row, least) < 0 ? row : least;
                most = most < 0 || compare(row, most) > 0 ? row : most;
            }
        }
        if (least >= 0) {
            into.updateStats(binary(least));
            into.updateStats(binary(most));
        }
    }

    private int compare(int row, int other) {
        return hasDictionary()
                ? Integer.compare(ranks[ids[row]], ranks[ids[other]])
                : CodePoints.compare(text(row), text(other));
    }

    private String text(int row) {
        return String.valueOf(texts[row]);
    }

    private Binary binary(int row) {
        return Binary.fromConstantByteArray(encoded(text(row)));
    }
}
