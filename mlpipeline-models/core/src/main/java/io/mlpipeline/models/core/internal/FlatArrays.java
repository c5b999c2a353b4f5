package io.mlpipeline.models.core.internal;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Flat little-endian arrays as Base64 text: the form in which weights, trees and histograms stand in JSON. */
public final class FlatArrays {
    private FlatArrays() {}

    /**
     * Writes ints.
     *
     * @param values the values
     * @return Base64 of 4 bytes a value
     */
    public static String ofInts(int[] values) {
        ByteBuffer buffer = buffer(values.length, Integer.BYTES);
        buffer.asIntBuffer().put(values);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    /**
     * Writes longs.
     *
     * @param values the values
     * @return Base64 of 8 bytes a value
     */
    public static String ofLongs(long[] values) {
        ByteBuffer buffer = buffer(values.length, Long.BYTES);
        buffer.asLongBuffer().put(values);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    /**
     * Writes floats.
     *
     * @param values the values
     * @return Base64 of 4 bytes a value
     */
    public static String ofFloats(float[] values) {
        ByteBuffer buffer = buffer(values.length, Float.BYTES);
        buffer.asFloatBuffer().put(values);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    /**
     * Writes doubles.
     *
     * @param values the values
     * @return Base64 of 8 bytes a value
     */
    public static String ofDoubles(double[] values) {
        ByteBuffer buffer = buffer(values.length, Double.BYTES);
        buffer.asDoubleBuffer().put(values);
        return Base64.getEncoder().encodeToString(buffer.array());
    }

    /**
     * Reads what {@link #ofInts(int[])} wrote.
     *
     * @param text Base64
     * @return the values
     * @throws CorruptArtifactException if the text is no such array
     */
    public static int[] ints(String text) {
        ByteBuffer buffer = decode(text, Integer.BYTES);
        int[] values = new int[buffer.remaining() / Integer.BYTES];
        buffer.asIntBuffer().get(values);
        return values;
    }

    /**
     * Reads what {@link #ofLongs(long[])} wrote.
     *
     * @param text Base64
     * @return the values
     * @throws CorruptArtifactException if the text is no such array
     */
    public static long[] longs(String text) {
        ByteBuffer buffer = decode(text, Long.BYTES);
        long[] values = new long[buffer.remaining() / Long.BYTES];
        buffer.asLongBuffer().get(values);
        return values;
    }

    /**
     * Reads what {@link #ofFloats(float[])} wrote.
     *
     * @param text Base64
     * @return the values
     * @throws CorruptArtifactException if the text is no such array
     */
    public static float[] floats(String text) {
        ByteBuffer buffer = decode(text, Float.BYTES);
        float[] values = new float[buffer.remaining() / Float.BYTES];
        buffer.asFloatBuffer().get(values);
        return values;
    }

    /**
     * Reads what {@link #ofDoubles(double[])} wrote.
     *
     * @param text Base64
     * @return the values
     * @throws CorruptArtifactException if the text is no such array
     */
    public static double[] doubles(String text) {
        ByteBuffer buffer = decode(text, Double.BYTES);
        double[] values = new double[buffer.remaining() / Double.BYTES];
        buffer.asDoubleBuffer().get(values);
        return values;
    }

    private static ByteBuffer buffer(int count, int size) {
        return ByteBuffer.allocate(Math.multiplyExact(count, size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer decode(String text, int size) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new CorruptArtifactException("Not a Base64 array: " + e.getMessage(), e);
        }
        if (bytes.length % size != 0) {
            throw new CorruptArtifactException(
                    "An array of " + bytes.length + " bytes cannot hold values of " + size + " bytes");
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
