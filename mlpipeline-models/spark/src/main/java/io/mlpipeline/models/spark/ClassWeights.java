package io.mlpipeline.models.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.core.training.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The classes that the labels are the numbers of, and how much each counts.
 *
 * @param names the name of each class
 * @param counts the number of its rows
 * @param weights how much each row of it counts
 */
record ClassWeights(List<String> names, long[] counts, double[] weights) {
    private static final int MOST_CLASSES = 1000;

    static ClassWeights of(Assembled data, String target, SortedMap<String, Double> given, boolean balanced) {
        List<Row> groups = data.rows()
                .groupBy(Assembled.LABEL)
                .count()
                .limit(MOST_CLASSES + 1)
                .collectAsList();
        int largest = data.classes().size() - 1;
        for (Row group : groups) {
            TrainingData.requireClass(target, group.getDouble(0), group.getLong(1) + " rows");
            largest = Math.max(largest, (int) group.getDouble(0));
        }
        if (largest >= MOST_CLASSES) {
            throw new InvalidDataException("The label '" + target + "' has values up to " + largest
                    + ", and Spark gathers numbers for each class: " + MOST_CLASSES
                    + " classes at most. Maybe the label is a number to be predicted by regression");
        }
        long[] counts = new long[largest + 1];
        groups.forEach(group -> counts[(int) group.getDouble(0)] += group.getLong(1));
        TrainingData.requireClasses(target, counts, !data.classes().isEmpty());
        List<String> names = TrainingData.classNames(data.classes(), counts.length);
        return new ClassWeights(names, counts, weights(names, counts, given, balanced));
    }

    private static double[] weights(
            List<String> names, long[] counts, SortedMap<String, Double> given, boolean balanced) {
        double[] weights = new double[counts.length];
        Arrays.fill(weights, 1);
        given.forEach((name, weight) -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("The weighted class '" + name + "' is none of " + names);
            }
            weights[names.indexOf(name)] = weight;
        });
        long total = Arrays.stream(counts).sum();
        for (int i = 0; i < counts.length && balanced; i++) {
            weights[i] = counts[i] == 0 ? 1 : total / ((double) counts.length * counts[i]);
        }
        return weights;
    }

    boolean isUsed() {
        return Arrays.stream(weights).anyMatch(weight -> weight != 1);
    }

    /** The rows with their weights times those of their classes. */
    Dataset<Row> applied(Dataset<Row> rows) {
        Column weight = lit(1.0);
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 1) {
                weight = when(col(Assembled.LABEL).equalTo(i), weights[i]).otherwise(weight);
            }
        }
        return isUsed()
                ? rows.withColumn(Assembled.WEIGHT, col(Assembled.WEIGHT).multiply(weight))
                : rows;
    }
}
