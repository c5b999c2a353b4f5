package io.mlpipeline.etl.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/** Collects values in Parquet's plain encoding, little-endian. Not thread-safe. */
final class PlainBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;
    private int bits;

    PlainBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    void clear() {
        size = 0;
        bits = 0;
    }

    void addLong(long value) {
        room(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    void addInt(int value) {
        room(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    /** The lowest eight bits. */
    void addByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** One bit of a truth value, the lowest of a byte first. */
    void addBit(boolean value) {
        if (bits % Byte.SIZE == 0) {
            room(1);
            bytes[size++] = 0;
        }
        bytes[size - 1] |= (byte) ((value ? 1 : 0) << (bits % Byte.SIZE));
        bits++;
    }

    /** Bytes with their length before them. */
    void addBytes(byte[] value) {
        addInt(value.length);
        addRaw(value);
    }

    void addRaw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** Appends what another has collected, with its length before it. */
    void addSized(PlainBytes other) {
        addInt(other.size);
        room(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    private void room(int more) {
        if (size > bytes.length - more) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(Math.addExact(size, more), (int) Math.min(2L * bytes.length, 1 << 30)));
        }
    }

    int size() {
        return size;
    }

    /** What was collected; valid until the next change. */
    BytesInput input() {
        return BytesInput.from(bytes, 0, size);
    }
}
