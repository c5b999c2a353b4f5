package io.mlpipeline.models.spark;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Data that the tests make up, and the comparison with Spark on many random rows. */
final class SparkRows {
    static final List<String> NAMES =
            IntStream.range(0, 8).mapToObj(i -> "f" + i).toList();
    static final int CATEGORIES = 7;

    private SparkRows() {}

    static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("models")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }

    /** Seven numbers and one of seven categories: 3 f0 - 2 f1 + (category odd ? 5 : 0), with noise. */
    static TrainingSet numbers(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingSet.Builder data = TrainingSet.builder(NAMES, "y");
        for (int i = 0; i < rows; i++) {
            double[] row = random.doubles(8, -3, 3).toArray();
            row[7] = random.nextInt(CATEGORIES);
            data.add(row, 3 * row[0] - 2 * row[1] + (row[7] % 2 == 1 ? 5 : 0) + random.nextDouble(-1, 1), 0, "");
        }
        return data.build();
    }

    /** The same features; the class says in which part of its range the label lies. */
    static TrainingSet classes(int rows, int classes, long seed) {
        TrainingSet numbers = numbers(rows, seed);
        TrainingSet.Builder data = TrainingSet.builder(NAMES, "y");
        for (int i = 0; i < rows; i++) {
            double share = (numbers.label(i) + 15) / 35;
            data.add(
                    numbers.copyRow(i, new double[8]),
                    Math.max(0, Math.min(classes - 1, (int) (share * classes))),
                    0,
                    "");
        }
        return data.build();
    }

    static Dataset<Row> dataset(SparkSession spark, TrainingSet data, int partitions) {
        StructType schema = new StructType();
        for (String name : data.features()) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        schema = schema.add("y", DataTypes.DoubleType).add("w", DataTypes.DoubleType);
        List<Row> rows = new ArrayList<>();
        int width = data.features().size();
        for (int i = 0; i < data.size(); i++) {
            Object[] values = new Object[width + 2];
            for (int j = 0; j < width; j++) {
                values[j] = data.value(i, j);
            }
            values[width] = data.label(i);
            values[width + 1] = data.weight(i);
            rows.add(RowFactory.create(values));
        }
        return spark.createDataFrame(rows, schema).repartition(partitions);
    }

    /** The largest relative difference of an output from Spark's over random rows, of which some values may be missing. */
    static double largestDifference(SparkFit<?> fit, int rows, double missingShare, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = fit.trained().model();
        double[] row = new double[8];
        double[] ours = new double[model.outputs()];
        double[] theirs = new double[model.outputs()];
        double largest = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < row.length; j++) {
                double value = j == 7 ? random.nextInt(-1, CATEGORIES + 3) : random.nextDouble(-4, 4);
                row[j] = random.nextDouble() < missingShare ? Double.NaN : value;
            }
            model.predict(row, ours);
            fit.nativePredict(row, theirs);
            for (int k = 0; k < ours.length; k++) {
                double difference = ours[k] == theirs[k] ? 0 : Math.abs(ours[k] - theirs[k]) / Math.abs(theirs[k]);
                largest = Double.isNaN(difference) ? Double.MAX_VALUE : Math.max(largest, difference);
            }
        }
        System.out.println(fit.trained().provenance().estimator() + ": " + rows + " random rows, "
                + Math.round(100 * missingShare) + " % missing, largest relative difference " + largest);
        return largest;
    }
}
