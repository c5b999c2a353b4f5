package io.mlpipeline.models.core.bundle;

import io.mlpipeline.api.profile.ValueHistogram;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/**
 * A histogram in few bytes: its values are sorted and mostly share their low bits, so the differences of their ordered bits, without
 * the zeros at the end that all have, take two or three bytes each, and the counts one or two (LEB128, as Base64 text).
 */
final class HistogramCode {
    private final byte[] bytes;
    private int position;

    private HistogramCode(byte[] bytes) {
        this.bytes = bytes;
    }

    static String write(ValueHistogram histogram) {
        int shift = commonZeros(histogram);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(out, histogram.precisionBits());
        put(out, shift);
        put(out, histogram.size());
        long before = 0;
        for (int i = 0; i < histogram.size(); i++) {
            long key = orderedBits(histogram.value(i)) >> shift;
            put(out, i == 0 ? key << 1 ^ key >> 63 : key - before);
            put(out, histogram.count(i));
            before = key;
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    static ValueHistogram read(String text) {
        HistogramCode code = new HistogramCode(Base64.getDecoder().decode(text));
        int precision = Math.toIntExact(code.next());
        int shift = Math.toIntExact(code.next());
        int size = Math.toIntExact(code.next());
        if (shift > 63 || size > ValueHistogram.MAX_BUCKETS || size < 0) {
            throw new IllegalArgumentException("A histogram of " + size + " buckets with shift " + shift);
        }
        double[] values = new double[size];
        long[] counts = new long[size];
        long key = 0;
        for (int i = 0; i < size; i++) {
            long read = code.next();
            key = i == 0 ? read >>> 1 ^ -(read & 1) : key + read;
            values[i] = Double.longBitsToDouble(ordered(key << shift));
            counts[i] = code.next();
        }
        if (code.position != code.bytes.length) {
            throw new IllegalArgumentException(
                    "A histogram with " + (code.bytes.length - code.position) + " bytes too many");
        }
        return ValueHistogram.of(precision, values, counts);
    }

    private static int commonZeros(ValueHistogram histogram) {
        long all = 0;
        for (int i = 0; i < histogram.size(); i++) {
            all |= orderedBits(histogram.value(i));
        }
        return all == 0 ? 0 : Long.numberOfTrailingZeros(all);
    }

    /** Bits that compare as the doubles do, with negative numbers mirrored so that low zeros stay zeros. */
    private static long orderedBits(double value) {
        return ordered(Double.doubleToRawLongBits(value + 0.0));
    }

    /** Its own inverse. */
    private static long ordered(long bits) {
        return bits < 0 ? Long.MIN_VALUE - bits : bits;
    }

    private static void put(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private long next() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == bytes.length) {
                throw new IllegalArgumentException("A histogram is cut off");
            }
            byte each = bytes[position++];
            value |= (long) (each & 0x7F) << shift;
            if (each >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("A histogram holds a number of more than 64 bits");
    }
}
