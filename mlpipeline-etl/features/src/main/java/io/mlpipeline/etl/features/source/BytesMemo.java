package io.mlpipeline.etl.features.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what some bytes meant. Holds a fixed number of entries; a later one takes the place of an earlier. Not
 * thread-safe.
 */
final class BytesMemo<T> {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int SIZE = 1 << 13;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final byte[] @Nullable [] keys = new byte[SIZE][];
    private final @Nullable Object[] meanings = new Object[SIZE];

    /** The slot for some bytes. */
    static int slot(byte[] bytes, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(bytes, at)) * MIX;
            hash ^= hash >>> 29;
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = (rest << Byte.SIZE) | (bytes[at] & 0xff);
        }
        hash = (hash ^ rest) * MIX;
        return (int) (hash >>> 45) & (SIZE - 1);
    }

    @SuppressWarnings("unchecked") // only put() fills it
    @Nullable
    T get(int slot, byte[] bytes, int from, int to) {
        byte[] key = keys[slot];
        boolean isKnown = key != null && key.length == to - from && Arrays.equals(key, 0, key.length, bytes, from, to);
        return isKnown ? (T) meanings[slot] : null;
    }

    void put(int slot, byte[] bytes, int from, int to, T meaning) {
        keys[slot] = Arrays.copyOfRange(bytes, from, to);
        meanings[slot] = meaning;
    }
}
