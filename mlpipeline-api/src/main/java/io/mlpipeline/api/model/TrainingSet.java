package io.mlpipeline.api.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Feature vectors with their labels, and when and to whom each row belongs. Immutable and safe for use by many threads.
 *
 * <p>The features are stored row by row in one array, so a set of n rows and k features takes 8 n (k + 2) bytes, and 8 n more where
 * rows have weights. Subsets made by {@link #where(IntPredicate)} are copies.
 *
 * <p>Classifiers learn from labels 0 to c - 1, the numbers of c classes; {@link #withClasses(List)} gives them names.
 */
public final class TrainingSet {
    private final List<String> features;
    private final String target;
    private final double[] values;
    private final double[] labels;
    private final long[] times;
    private final String[] keys;
    private final List<String> classes;
    /** Empty where every row weighs 1. */
    private final double[] weights;

    private TrainingSet(
            List<String> features,
            String target,
            double[] values,
            double[] labels,
            long[] times,
            String[] keys,
            List<String> classes,
            double[] weights) {
        this.features = List.copyOf(features);
        this.target = target;
        this.values = values;
        this.labels = labels;
        this.times = times;
        this.keys = keys;
        this.classes = List.copyOf(classes);
        this.weights = weights;
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
     * The names of the classes whose numbers the labels are.
     *
     * @return an immutable list; empty if the labels are no classes, or these have no names
     */
    public List<String> classes() {
        return classes;
    }

    /**
     * How much a row counts in training and evaluation, compared with others.
     *
     * @param row 0 to {@code size() - 1}
     * @return finite and 0 or more; 1 if the rows have no weights
     */
    public double weight(int row) {
        return weights.length == 0 ? 1 : weights[row];
    }

    /**
     * Whether rows were given weights.
     *
     * @return false if every row weighs 1
     */
    public boolean isWeighted() {
        return weights.length > 0;
    }

    /**
     * The same rows with names for the classes whose numbers the labels are.
     *
     * @param names the name of class 0, of class 1 and so on: two or more different ones
     * @return a new set that shares the rows
     * @throws IllegalArgumentException if there are fewer than two names, one is repeated, or a label is no number of a class
     */
    public TrainingSet withClasses(List<String> names) {
        if (names.size() < 2 || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("Classes need two or more different names, got " + names);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != (int) labels[i] || labels[i] < 0 || labels[i] >= names.size()) {
                throw new IllegalArgumentException("The label '" + target + "' of row " + i + " is " + labels[i]
                        + ", which is no number of the " + names.size() + " classes " + names
                        + ": label rows with 0 for the first, 1 for the second and so on");
            }
        }
        return new TrainingSet(features, target, values, labels, times, keys, names, weights);
    }

    /**
     * The same rows with weights.
     *
     * @param weights one a row, finite and 0 or more; copied
     * @return a new set that shares the rows
     * @throws IllegalArgumentException if there is not one weight a row, a weight is out of range or all are 0
     */
    public TrainingSet withWeights(double[] weights) {
        if (weights.length != size()) {
            throw new IllegalArgumentException(weights.length + " weights for " + size() + " rows");
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && Double.isFinite(weights[i]))) {
                throw new IllegalArgumentException(
                        "The weight of row " + i + " must be finite and 0 or more, got " + weights[i]);
            }
            sum += weights[i];
        }
        if (size() > 0 && sum == 0) {
            throw new IllegalArgumentException("All " + size() + " weights are 0, so that no row would count");
        }
        return new TrainingSet(features, target, values, labels, times, keys, classes, weights.clone());
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
                Arrays.stream(rows).mapToObj(row -> keys[row]).toArray(String[]::new),
                classes,
                isWeighted()
                        ? Arrays.stream(rows).mapToDouble(row -> weights[row]).toArray()
                        : weights);
    }

    /**
     * A fingerprint of the whole content: names, vectors, labels, times and keys in order, then classes and weights if there are
     * any.
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
            digest.update(String.join("\u0000", classes).getBytes(StandardCharsets.UTF_8));
            for (double weight : weights) {
                digest.update(row.clear().putDouble(weight).array(), 0, Double.BYTES);
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
                    Arrays.copyOf(keys, size),
                    List.of(),
                    new double[0]);
        }
    }
}
