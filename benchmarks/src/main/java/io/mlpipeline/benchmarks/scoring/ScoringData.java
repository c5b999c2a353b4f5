package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Rows such as a demand forecast sees: lags, weather, categories as numbers and plain measurements, some missing. Enough distinct
 * ones that a processor cannot learn their way through the trees.
 *
 * @param vectors one array a row
 * @param flat the same, one row after the other
 * @param floats the same in single precision
 */
record ScoringData(double[][] vectors, double[] flat, float[] floats) {
    static final int FEATURES = 30;
    static final int ROWS = 10_000;
    static final List<String> NAMES =
            IntStream.range(0, FEATURES).mapToObj(i -> "f" + i).toList();

    private static final int LAGS = 10;
    private static final int WEATHER = 17;
    private static final int CATEGORIES = 22;
    private static final double FILL = 12;

    static ScoringData of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] vectors = new double[ROWS][];
        Arrays.setAll(vectors, i -> row(random));
        return of(vectors);
    }

    private static ScoringData of(double[][] vectors) {
        double[] flat = new double[ROWS * FEATURES];
        float[] floats = new float[ROWS * FEATURES];
        for (int i = 0; i < ROWS; i++) {
            System.arraycopy(vectors[i], 0, flat, i * FEATURES, FEATURES);
        }
        for (int i = 0; i < flat.length; i++) {
            floats[i] = (float) flat[i];
        }
        return new ScoringData(vectors, flat, floats);
    }

    /** The same rows with missing values filled. */
    ScoringData withoutMissing() {
        double[][] filled = new double[ROWS][];
        Arrays.setAll(filled, i -> fillMissing(vectors[i].clone()));
        return of(filled);
    }

    static double[] fillMissing(double[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] = Double.isNaN(row[i]) ? FILL : row[i];
        }
        return row;
    }

    static TrainingSet trainingSet(int rows, long seed) {
        return trainingSet(rows, seed, row -> row);
    }

    static TrainingSet trainingSet(int rows, long seed, UnaryOperator<double[]> change) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingSet.Builder data = TrainingSet.builder(NAMES, "y");
        for (int i = 0; i < rows; i++) {
            double[] row = row(random);
            double label = label(row, random);
            data.add(change.apply(row), label, 0, "");
        }
        return data.build();
    }

    /** The same rows, labelled with as many classes of equal size, by the order of their labels. */
    static TrainingSet inClasses(TrainingSet data, int classes) {
        double[] sorted = data.labels();
        Arrays.sort(sorted);
        TrainingSet.Builder classified = TrainingSet.builder(NAMES, "y");
        double[] row = new double[FEATURES];
        for (int i = 0; i < data.size(); i++) {
            int rank = Math.abs(Arrays.binarySearch(sorted, data.label(i)));
            classified.add(data.copyRow(i, row), (int) ((long) rank * classes / data.size()), 0, "");
        }
        return classified.build();
    }

    /** 5 % of the lags and 10 % of the weather missing. */
    private static double[] row(SplittableRandom random) {
        double[] row = new double[FEATURES];
        double level = 20 * random.nextDouble() + 5;
        for (int i = 0; i < FEATURES; i++) {
            if (i < LAGS) {
                row[i] = random.nextInt(20) == 0 ? Double.NaN : level + 4 * random.nextGaussian();
            } else if (i < WEATHER) {
                row[i] = random.nextInt(10) == 0 ? Double.NaN : 15 + 8 * random.nextGaussian();
            } else if (i < CATEGORIES) {
                row[i] = random.nextInt(5 + 10 * (i - WEATHER));
            } else {
                row[i] = random.nextDouble();
            }
        }
        return row;
    }

    private static double label(double[] row, SplittableRandom random) {
        double sum = 3 * random.nextGaussian();
        for (int i = 0; i < LAGS; i++) {
            sum += Double.isNaN(row[i]) ? 2 : row[i] * (1.0 / (i + 1));
        }
        for (int i = LAGS; i < WEATHER; i++) {
            sum += Double.isNaN(row[i]) ? 0 : Math.abs(row[i] - 12 - i) * 0.2;
        }
        for (int i = WEATHER; i < CATEGORIES; i++) {
            sum += (row[i] * 7919 % 13) * 0.4;
        }
        for (int i = CATEGORIES; i < FEATURES; i++) {
            sum += 5 * Math.sin(6 * row[i]) * row[i == CATEGORIES ? FEATURES - 1 : i - 1];
        }
        return sum;
    }
}
