package io.mlpipeline.etl.parquet;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Doubles, longs, days and truth values: each is 64 bits here. */
final class FixedChunk implements Chunk {
    /** The bits of no value: a NaN, or the missing integer. */
    private static final long MISSING_NUMBER = Double.doubleToLongBits(Double.NaN);

    private static final int MOST_DISTINCT = 1 << 16;

    private final ColumnType type;
    private final long missing;
    private final long[] bits;
    private final @Nullable LongDictionary dictionary;
    private final int[] ids;

    private FixedChunk(ColumnType type, long missing, long[] bits) {
        this.type = type;
        this.missing = missing;
        this.bits = bits;
        this.ids = type == ColumnType.BOOLEAN ? new int[0] : new int[bits.length];
        this.dictionary = type == ColumnType.BOOLEAN ? null : dictionary();
    }

    static FixedChunk of(Frame rows, int position, int from, int count) {
        Column column = rows.schema().column(position);
        boolean isNumber = column.type() == ColumnType.NUMBER;
        long[] bits = new long[count];
        Frame.Cursor row = rows.cursor();
        for (int i = 0; i < count; i++) {
            row.moveTo(from + i);
            bits[i] = isNumber ? Double.doubleToLongBits(row.number(position)) : row.integer(position);
        }
        long missing = isNumber ? MISSING_NUMBER : ColumnType.MISSING_INTEGER;
        if (column.type() == ColumnType.DATE) {
            Arrays.stream(bits).filter(day -> day != missing).forEach(day -> requireDay(column, day));
        }
        return new FixedChunk(column.type(), missing, bits);
    }

    private static void requireDay(Column column, long day) {
        if (day != (int) day) {
            throw new IllegalArgumentException("Column '" + column.name() + "' holds day " + day
                    + ", which is beyond what Parquet's dates hold. Set such rows aside");
        }
    }

    /** A dictionary where it makes the chunk smaller. */
    private @Nullable LongDictionary dictionary() {
        LongDictionary all = new LongDictionary(MOST_DISTINCT);
        for (int row = 0; row < bits.length; row++) {
            if (bits[row] != missing) {
                ids[row] = all.idOf(bits[row]);
                if (ids[row] < 0) {
                    return null;
                }
            }
        }
        int idBits = Integer.SIZE - Integer.numberOfLeadingZeros(all.size());
        long encoded = (long) width() * all.size() + (long) bits.length * idBits / Byte.SIZE;
        return encoded < (long) width() * bits.length ? all : null;
    }

    private int width() {
        return type == ColumnType.DATE ? Integer.BYTES : Long.BYTES;
    }

    @Override
    public int size() {
        return bits.length;
    }

    @Override
    public int levels(int from, int to, int[] into) {
        int absent = 0;
        for (int row = from; row < to; row++) {
            boolean isMissing = bits[row] == missing;
            into[row - from] = isMissing ? 0 : 1;
            absent += isMissing ? 1 : 0;
        }
        return absent;
    }

    @Override
    public boolean hasDictionary() {
        return dictionary != null;
    }

    @Override
    public int distinct() {
        return dictionary == null ? 0 : dictionary.size();
    }

    @Override
    public int ids(int from, int to, int[] into) {
        int count = 0;
        for (int row = from; row < to; row++) {
            into[count] = ids[row];
            count += bits[row] == missing ? 0 : 1; // what is missing is written over
        }
        return count;
    }

    @Override
    public void dictionary(PlainBytes into) {
        if (dictionary != null) {
            for (int id = 0; id < dictionary.size(); id++) {
                add(dictionary.value(id), into);
            }
        }
    }

    @Override
    public void plain(int from, int to, PlainBytes into) {
        for (int row = from; row < to; row++) {
            if (bits[row] != missing) {
                add(bits[row], into);
            }
        }
    }

    private void add(long value, PlainBytes into) {
        switch (type) {
            case DATE -> into.addInt((int) value);
            case BOOLEAN -> into.addBit(value != 0);
            default -> into.addLong(value);
        }
    }

    @Override
    public void extremes(int from, int to, Statistics<?> into) {
        if (type == ColumnType.NUMBER) {
            extremesOfNumbers(from, to, into);
            return;
        }
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int row = from; row < to; row++) {
            if (bits[row] != missing) {
                least = Math.min(least, bits[row]);
                most = Math.max(most, bits[row]);
            }
        }
        if (least <= most) {
            tell(least, into);
            tell(most, into);
        }
    }

    private void tell(long value, Statistics<?> into) {
        switch (type) {
            case DATE -> into.updateStats((int) value);
            case BOOLEAN -> into.updateStats(value != 0);
            default -> into.updateStats(value);
        }
    }

    /** The format asks for both zeros where either is an extreme. */
    private void extremesOfNumbers(int from, int to, Statistics<?> into) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean any = false;
        for (int row = from; row < to; row++) {
            if (bits[row] != missing) {
                double value = Double.longBitsToDouble(bits[row]);
                least = Math.min(least, value);
                most = Math.max(most, value);
                any = true;
            }
        }
        if (any) {
            into.updateStats(least == 0.0 ? -0.0 : least);
            into.updateStats(most == 0.0 ? 0.0 : most);
        }
    }
}
