package io.mlpipeline.etl.spark;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Packs rows into blocks of bytes that {@link BlockReader} reads.
 *
 * <p>A block is rows one after the other. A row is a bit a column that tells whether it is missing, then the others: doubles as
 * their bits, integers in as few bytes as they need, texts as the number of an earlier text of the same column, or a new one.
 */
final class BlockWriter implements Iterator<byte[]> {
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int FULL = 1 << 17;
    private static final int REMEMBERED = 1 << 10;

    private final Iterator<Row> rows;
    private final BlockColumn[] columns;
    private final Texts[] texts;
    private byte[] bytes = new byte[FULL + FULL / 2];
    private int size;

    BlockWriter(Iterator<Row> rows, StructType struct) {
        this.rows = rows;
        this.columns = BlockColumn.of(struct);
        this.texts = new Texts[columns.length];
        Arrays.setAll(texts, column -> new Texts());
    }

    /** Some texts that a column had in this block; not all, so that looking for one costs little. */
    private static final class Texts {
        private final @Nullable String[] known = new String[REMEMBERED];
        private final int[] numbers = new int[REMEMBERED];
        private int count;

        void clear() {
            Arrays.fill(known, null);
            count = 0;
        }
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public byte[] next() {
        if (!rows.hasNext()) {
            throw new NoSuchElementException();
        }
        for (Texts each : texts) {
            each.clear();
        }
        size = 0;
        while (size < FULL && rows.hasNext()) {
            write(rows.next());
        }
        return Arrays.copyOf(bytes, size);
    }

    private void write(Row row) {
        int missing = size;
        int length = (columns.length + 7) >> 3;
        reserve(length);
        Arrays.fill(bytes, missing, missing + length, (byte) 0);
        size += length;
        for (int column = 0; column < columns.length; column++) {
            if (row.isNullAt(column)) {
                bytes[missing + (column >> 3)] |= (byte) (1 << (column & 7));
            } else {
                write(row, column);
            }
        }
    }

    private void write(Row row, int column) {
        switch (columns[column]) {
            case NUMBER -> {
                reserve(Long.BYTES);
                LONG.set(bytes, size, Double.doubleToRawLongBits(row.getDouble(column)));
                size += Long.BYTES;
            }
            case LONG -> integer(row.getLong(column));
            case INTEGER -> integer(row.getInt(column));
            case TEXT -> text(row.getString(column), texts[column]);
            case TEXT_ROWS -> {
                List<Row> list = row.getList(column);
                integer(list.size());
                for (Row each : list) {
                    for (int i = 0; i < each.size(); i++) {
                        text(each.getString(i), texts[column]);
                    }
                }
            }
        }
    }

    /** Zigzag, seven bits a byte: numbers near zero are short, whatever their sign. */
    private void integer(long value) {
        reserve(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void text(String value, Texts of) {
        int slot = (value.hashCode() * 0x9E3779B9) >>> 22;
        if (value.equals(of.known[slot])) {
            integer(of.numbers[slot]);
            return;
        }
        of.known[slot] = value;
        of.numbers[slot] = of.count;
        integer(of.count++);
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        integer(encoded.length);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
