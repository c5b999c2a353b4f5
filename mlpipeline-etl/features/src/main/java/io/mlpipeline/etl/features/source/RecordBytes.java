package io.mlpipeline.etl.features.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one record as places in a buffer of bytes, so that a number or a known text needs no object of its own. Filled,
 * read and filled again. Not thread-safe.
 */
public final class RecordBytes {
    private final Charset charset;
    private byte[] bytes = {};
    private int[] from = new int[32];
    private int[] to = new int[32];
    private @Nullable String[] texts = new String[32];
    private int count;

    private RecordBytes(Charset charset) {
        this.charset = charset;
    }

    /**
     * Whether bytes below 128 mean what they do in ASCII, wherever they stand in a charset.
     *
     * @param charset any charset
     * @return true for those that {@link #in} takes
     */
    public static boolean isFitFor(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.ISO_8859_1)
                || charset.equals(StandardCharsets.US_ASCII);
    }

    /**
     * Creates an empty record.
     *
     * @param charset what the bytes are written in
     * @return a record without fields
     * @throws IllegalArgumentException if the charset {@linkplain #isFitFor is not fit}
     */
    public static RecordBytes in(Charset charset) {
        if (!isFitFor(charset)) {
            throw new IllegalArgumentException("Bytes in " + charset + " can't be taken apart; decode them first");
        }
        return new RecordBytes(charset);
    }

    /**
     * Starts anew.
     *
     * @param buffer where the fields lie; must stay as it is until the fields were read
     */
    public void begin(byte[] buffer) {
        bytes = buffer;
        count = 0;
    }

    /**
     * Adds a field that stands in the buffer as it is.
     *
     * @param start its first byte
     * @param end behind its last byte
     */
    public void add(int start, int end) {
        room();
        from[count] = start;
        to[count] = end;
        texts[count] = null;
        count++;
    }

    /**
     * Adds a field that does not stand in the buffer as it is.
     *
     * @param text its text
     */
    public void add(String text) {
        room();
        texts[count] = text;
        count++;
    }

    private void room() {
        if (count == from.length) {
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
            texts = Arrays.copyOf(texts, 2 * count);
        }
    }

    /**
     * The number of fields.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    /**
     * A field as text.
     *
     * @param field 0 to {@code count() - 1}
     * @return its text
     */
    public String text(int field) {
        String text = texts[field];
        return text == null ? new String(bytes, from[field], to[field] - from[field], charset) : text;
    }

    /**
     * All fields as texts.
     *
     * @return one text a field
     */
    public List<String> texts() {
        List<String> all = new ArrayList<>(count);
        for (int field = 0; field < count; field++) {
            all.add(text(field));
        }
        return all;
    }

    boolean isInPlace(int field) {
        return texts[field] == null;
    }

    byte[] bytes() {
        return bytes;
    }

    int from(int field) {
        return from[field];
    }

    int to(int field) {
        return to[field];
    }

    Charset charset() {
        return charset;
    }
}
