package io.mlpipeline.models.core.explain;

/** The checks that every explanation makes on its vectors. */
final class Vectors {
    private Vectors() {}

    static void check(double[] rows, int count, int width, double[] out) {
        long needed = (long) count * width;
        if (count < 0 || rows.length < needed || out.length < needed) {
            throw new IllegalArgumentException("Explaining " + count + " rows of " + width + " features needs " + needed
                    + " values and as much room, got " + rows.length + " and " + out.length);
        }
    }
}
