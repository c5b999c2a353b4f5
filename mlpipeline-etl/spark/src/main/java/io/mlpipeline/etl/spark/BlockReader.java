package io.mlpipeline.etl.spark;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Reads some columns of the rows in blocks, as {@link BlockWriter} wrote them; equal texts of a block are one object. */
final class BlockReader implements Iterator<Row> {
    private final Iterator<byte[]> blocks;
    private final BlockColumn[] columns;
    private final int[] places;
    private final int[] widths;
    private final int size;
    private final Condition condition;
    private final Texts[] texts;
    private byte[] bytes = new byte[0];
    private int at;
    private @Nullable Row ahead;

    /**
     * Which rows are read.
     *
     * @param column the column that decides; negative to read all rows
     * @param value what it must hold; null if it must be missing
     */
    record Condition(int column, @Nullable Object value) implements Serializable {
        static final Condition NONE = new Condition(-1, null);
    }

    /**
     * Reads.
     *
     * @param struct the columns that were written
     * @param places where each of them stands in the rows that are read; negative if it does not
     * @param size how many columns these rows have
     */
    BlockReader(Iterator<byte[]> blocks, StructType struct, int[] places, int size, Condition condition) {
        this.blocks = blocks;
        this.condition = condition;
        this.columns = BlockColumn.of(struct);
        this.places = places;
        this.widths = new int[columns.length];
        Arrays.setAll(
                widths,
                column -> struct.fields()[column].dataType() instanceof ArrayType list
                        ? ((StructType) list.elementType()).size()
                        : 0);
        this.size = size;
        this.texts = new Texts[columns.length];
        Arrays.setAll(texts, column -> new Texts());
    }

    /** The texts that a column had in this block. */
    private static final class Texts {
        private @Nullable String[] values = new String[64];
        private int count;

        void add(@Nullable String value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }
    }

    @Override
    public boolean hasNext() {
        while (ahead == null && isInBlock()) {
            ahead = row();
        }
        return ahead != null;
    }

    @Override
    public Row next() {
        Row next = hasNext() ? ahead : null;
        if (next == null) {
            throw new NoSuchElementException();
        }
        ahead = null;
        return next;
    }

    private boolean isInBlock() {
        while (at == bytes.length && blocks.hasNext()) {
            bytes = blocks.next();
            at = 0;
            for (Texts each : texts) {
                each.count = 0;
            }
        }
        return at < bytes.length;
    }

    /** Reads a row; null if it is not one of those wanted. */
    private @Nullable Row row() {
        @Nullable Object[] cells = new Object[size];
        boolean isWanted = true;
        int missing = at;
        at += (columns.length + 7) >> 3;
        for (int column = 0; column < columns.length; column++) {
            boolean isMissing = (bytes[missing + (column >> 3)] & (1 << (column & 7))) != 0;
            if (places[column] < 0 && column != condition.column()) {
                if (!isMissing) {
                    skip(column);
                }
                continue;
            }
            Object value = isMissing ? null : read(column);
            if (places[column] >= 0) {
                cells[places[column]] = value;
            }
            isWanted &= column != condition.column() || Objects.equals(value, condition.value());
        }
        return isWanted ? RowFactory.create(cells) : null;
    }

    private @Nullable Object read(int column) {
        return switch (columns[column]) {
            case NUMBER -> {
                double value = Double.longBitsToDouble((long) BlockWriter.LONG.get(bytes, at));
                at += Long.BYTES;
                yield value;
            }
            case LONG -> integer();
            case INTEGER -> (int) integer();
            case TEXT -> text(column, true);
            case TEXT_ROWS -> {
                List<Row> rows = new ArrayList<>();
                for (long left = integer(); left > 0; left--) {
                    @Nullable Object[] cells = new Object[widths[column]];
                    for (int i = 0; i < cells.length; i++) {
                        cells[i] = text(column, true);
                    }
                    rows.add(RowFactory.create(cells));
                }
                yield CollectionConverters.asScala(rows).toSeq();
            }
        };
    }

    private void skip(int column) {
        switch (columns[column]) {
            case NUMBER -> at += Long.BYTES;
            case LONG, INTEGER -> integer();
            case TEXT -> text(column, false);
            case TEXT_ROWS -> {
                for (long left = integer() * widths[column]; left > 0; left--) {
                    text(column, false);
                }
            }
        }
    }

    private long integer() {
        long value = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (value >>> 1) ^ -(value & 1);
    }

    private @Nullable String text(int column, boolean isWanted) {
        Texts known = texts[column];
        int number = (int) integer();
        if (number == known.count) {
            int length = (int) integer();
            known.add(isWanted ? new String(bytes, at, length, StandardCharsets.UTF_8) : null);
            at += length;
        }
        return known.values[number];
    }
}
