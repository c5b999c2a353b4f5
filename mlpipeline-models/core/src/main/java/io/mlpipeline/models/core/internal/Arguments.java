package io.mlpipeline.models.core.internal;

/** The checks that every model makes on what it is called with. */
public final class Arguments {
    private Arguments() {}

    /**
     * Checks a row.
     *
     * @param vector the row
     * @param features how many values the model reads
     * @throws IllegalArgumentException if there are fewer
     */
    public static void checkVector(double[] vector, int features) {
        if (vector.length < features) {
            throw new IllegalArgumentException(
                    "A vector of " + vector.length + " values for a model of " + features + " features");
        }
    }

    /**
     * Checks the room for the outputs of a row.
     *
     * @param out the room
     * @param outputs how many values the model writes
     * @throws IllegalArgumentException if there is less
     */
    public static void checkOut(double[] out, int outputs) {
        if (out.length < outputs) {
            throw new IllegalArgumentException("Room for " + out.length + " of " + outputs + " outputs");
        }
    }

    /**
     * Checks rows and the room for their outputs.
     *
     * @param rows the rows, one after the other
     * @param features how many values the model reads of each
     * @param count how many rows there are
     * @param out the room
     * @param outputs how many values the model writes for each
     * @throws IllegalArgumentException if the count is negative, or there are fewer values or less room
     */
    public static void checkBatch(double[] rows, int features, int count, double[] out, int outputs) {
        if (count < 0 || rows.length < (long) count * features || out.length < (long) count * outputs) {
            throw new IllegalArgumentException("A batch of " + count + " rows needs " + (long) count * features
                    + " values and room for " + (long) count * outputs + " outputs, got " + rows.length + " and "
                    + out.length);
        }
    }
}
