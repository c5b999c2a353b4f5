package io.mlpipeline.api.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Feature vectors with their labels, and when and to whom each row belongs. Immutable and safe for use by many threads.
 *
 * <p>The features are stored row by row in one array, so a set of n rows and k features takes 8 n (k + 2) bytes. Subsets made by
 * {@link #where(IntPredicate)} are copies.
 */
public final class TrainingSet {
    private final List<String> features;
    private final String target;
    private final double[] values;
    private final double[] labels;
    private final long[] times;
    private final String[] keys;

    private TrainingSet(
            List<String> features, String target, double[] values, double[] labels, long[] times, String[] keys) {
        this.features = List.copyOf(features);
        this.target = target;
        this.values = values;
        this.labels = labels;
        this.times = times;
        this.keys = keys;
    }

    /**
     * Starts a training set.
     *
     * @param features the names of the features in vector order
     * @param target the name of the label
     * @return an empty builder
     */
    public static Builder builder(List<String> features, String target) {
        return new Builder(features, target);
    }

    /**
     * The names of the features in vector order.
     *
     * @return an immutable list
     */
    public List<String> features() {
        return features;
    }

    /**
     * The name of the label.
     *
     * @return the target column
     */
    public String target() {
        return target;
    }

    /**
     * The number of rows.
     *
     * @return 0 or more
     */
    public int size() {
        return labels.length;
    }

    /**
     * The label of a row.
     *
     * @param row 0 to {@code size() - 1}
     * @return the label; never {@code NaN}
     */
    public double label(int row) {
        return labels[row];
    }

    /**
     * The time of a row, by which splits are made.
     *
     * @param row 0 to {@code size() - 1}
     * @return microseconds since 1970-01-01T00:00:00Z; 0 if the data has no time
     */
    public long time(int row) {
        return times[row];
    }

    /**
     * The key of the series, group or customer that a row belongs to.
     *
     * @param row 0 to {@code size() - 1}
     * @return the key; empty if the data has none
     */
    public String key(int row) {
        return keys[row];
    }

    /**
     * One value.
     *
     * @param row 0 to {@code size() - 1}
     * @param feature a position in {@link #features()}
     * @return the value; {@code NaN} means missing
     */
    public double value(int row, int feature) {
        return values[row * features.size() + feature];
    }

    /**
     * Copies the feature vector of a row.
     *
     * @param row 0 to {@code size() - 1}
     * @param into receives one value a feature
     * @return {@code into}
     */
    public double[] copyRow(int row, double[] into) {
        System.arraycopy(values, row * features.size(), into, 0, features.size());
        return into;
    }

    /**
     * All feature vectors, one row after the other.
     *
     * @return a new array of {@code size() * features().size()} values
     */
    public double[] toArray() {
        return values.clone();
    }

    /**
     * All labels.
     *
     * @return a new array of {@code size()} values
     */
    public double[] labels() {
        return labels.clone();
    }

    /**
     * The rows for which a condition holds, in order.
     *
     * @param keep decides by row number
     * @return a new set
     */
    public TrainingSet where(IntPredicate keep) {
        int[] rows = IntStream.range(0, size()).filter(keep).toArray();
        int width = features.size();
        double[] kept = new double[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * width, kept, i * width, width);
        }
        return new TrainingSet(
                features,
                target,
                kept,
                Arrays.stream(rows).mapToDouble(row -> labels[row]).toArray(),
                Arrays.stream(rows).mapToLong(row -> times[row]).toArray(),
                Arrays.stream(rows).mapToObj(row -> keys[row]).toArray(String[]::new));
    }

    /**
     * A fingerprint of the whole content: names, vectors, labels, times and keys in order.
     *
     * @return SHA-256 as 64 lower-case hexadecimal digits; equal content gives an equal fingerprint
     */
    public String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((String.join("\u0000", features) + "\u0000" + target).getBytes(StandardCharsets.UTF_8));
            ByteBuffer row =
                    ByteBuffer.allocate(Double.BYTES * (features.size() + 3)).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < size(); i++) {
                row.clear();
                for (int j = 0; j < features.size(); j++) {
                    row.putDouble(value(i, j));
                }
                byte[] key = keys[i].getBytes(StandardCharsets.UTF_8);
                digest.update(row.putDouble(labels[i])
                        .putLong(times[i])
                        .putLong(key.length)
                        .array());
                digest.update(key);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "TrainingSet(" + size() + " rows, " + features.size() + " features, target " + target + ")";
    }

    /** Collects rows. Not thread-safe. */
    public static final class Builder {
        private final List<String> features;
        private final String target;
        private double[] values = {};
        private double[] labels = {};
        private long[] times = {};
        private String[] keys = {};
        private int size;

        private Builder(List<String> features, String target) {
            if (features.isEmpty()) {
                throw new IllegalArgumentException("A training set needs at least one feature");
            }
            this.features = List.copyOf(features);
            this.target = target;
        }

        /**
         * Adds a row.
         *
         * @param vector one value a feature; copied
         * @param label the label, finite
         * @param timeMicros microseconds since the epoch; 0 if there is no time
         * @param key the series or group; empty if there is none
         * @return this builder
         * @throws IllegalArgumentException if the vector is too short or the label is not finite
         */
        public Builder add(double[] vector, double label, long timeMicros, String key) {
            if (vector.length < features.size()) {
                throw new IllegalArgumentException(
                        "A vector of " + vector.length + " values for " + features.size() + " features");
            }
            if (!Double.isFinite(label)) {
                throw new IllegalArgumentException("The label '" + target + "' of row " + size + " is " + label
                        + "; drop rows without a label before training");
            }
            if (size == labels.length) {
                grow(Math.max(16, size + (size >> 1)));
            }
            System.arraycopy(vector, 0, values, size * features.size(), features.size());
            labels[size] = label;
            times[size] = timeMicros;
            keys[size] = key;
            size++;
            return this;
        }

        private void grow(int capacity) {
            values = Arrays.copyOf(values, Math.multiplyExact(capacity, features.size()));
            labels = Arrays.copyOf(labels, capacity);
            times = Arrays.copyOf(times, capacity);
            keys = Arrays.copyOf(keys, capacity);
        }

        /**
         * Builds the set; the builder may go on and build again.
         *
         * @return an immutable set of the rows so far
         */
        public TrainingSet build() {
            return new TrainingSet(
                    features,
                    target,
                    Arrays.copyOf(values, size * features.size()),
                    Arrays.copyOf(labels, size),
                    Arrays.copyOf(times, size),
                    Arrays.copyOf(keys, size));
        }
    }
}
