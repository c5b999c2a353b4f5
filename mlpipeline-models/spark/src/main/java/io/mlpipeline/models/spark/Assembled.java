package io.mlpipeline.models.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.stddev_pop;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.profile.Moments;
import io.mlpipeline.models.core.training.TrainingData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as Spark's learners take them, checked for missing values.
 *
 * @param rows a vector column {@link #FEATURES} and a double column {@link #LABEL}
 * @param features the names behind the vector
 * @param deviations the standard deviation of each feature
 * @param labelDeviation the standard deviation of the label; all deviations are divided by n
 * @param size the number of rows
 * @param fingerprint what tells this data from other data
 * @param weighted whether rows count differently, by the column {@link #WEIGHT}; without, every row's is 1
 * @param classes the names of the classes whose numbers the labels are; empty where they have none
 */
record Assembled(
        Dataset<Row> rows,
        List<String> features,
        double[] deviations,
        double labelDeviation,
        long size,
        String fingerprint,
        boolean weighted,
        List<String> classes) {
    static final String FEATURES = "mlpipeline_features";
    static final String LABEL = "mlpipeline_label";
    static final String WEIGHT = "mlpipeline_weight";
    static final String LEARNER = "a linear model";
    private static final long PARTITION_BYTES = 32L << 20;

    /**
     * The columns of a data set.
     *
     * @param weight the column that says how much a row counts; empty for none
     * @param classes the names of the classes; may be empty
     * @param learner who cannot take missing values
     */
    static Assembled of(
            Dataset<Row> rows,
            List<String> features,
            String target,
            String weight,
            List<String> classes,
            String learner) {
        List<String> names = new ArrayList<>(features);
        names.add(target);
        boolean weighted = !weight.isEmpty();
        if (weighted) {
            names.add(weight);
        }
        Dataset<Row> numbers = numbers(rows, names);
        // One pass: the size, two sums of hashes that do not depend on the order, then two figures a column.
        List<Column> figures = new ArrayList<>();
        figures.add(sum(hash(names, 0)));
        figures.add(sum(hash(names, 1)));
        for (String name : names) {
            figures.add(sum(when(isMissing(name), 1).otherwise(0)));
            figures.add(stddev_pop(quoted(name)));
        }
        Row found = numbers.agg(count(lit(1)), figures.toArray(Column[]::new)).first();
        requireRows(found.getLong(0), rows);
        double[] deviations = new double[names.size()];
        for (int i = 0; i < names.size(); i++) {
            TrainingData.requirePresent(names.get(i), found.getLong(3 + 2 * i), learner);
            deviations[i] = found.getDouble(4 + 2 * i);
        }
        if (weighted) {
            deviations[features.size()] = weightedDeviation(numbers, target, weight);
        }
        String content = names + " " + found.getLong(0) + " " + found.get(1) + " " + found.get(2);
        return new Assembled(
                vectors(numbers, features, target, weighted ? quoted(weight) : lit(1.0)),
                List.copyOf(features),
                Arrays.copyOf(deviations, features.size()),
                deviations[features.size()],
                found.getLong(0),
                sha256(content),
                weighted,
                List.copyOf(classes));
    }

    /** The deviation of the label where rows count by their weights, which are checked. */
    private static double weightedDeviation(Dataset<Row> numbers, String target, String weight) {
        Column w = quoted(weight);
        Column y = quoted(target);
        Row found = numbers.agg(
                        min(w), sum(w), sum(w.multiply(y)), sum(w.multiply(y).multiply(y)))
                .first();
        if (found.getDouble(0) < 0 || found.getDouble(1) <= 0) {
            throw new InvalidDataException("The weights in column '" + weight
                    + "' must be 0 or more, and one above 0; the least is " + found.getDouble(0));
        }
        double mean = found.getDouble(2) / found.getDouble(1);
        return Math.sqrt(Math.max(0, found.getDouble(3) / found.getDouble(1) - mean * mean));
    }

    private static Dataset<Row> numbers(Dataset<Row> rows, List<String> names) {
        for (String name : names) {
            if (!Arrays.asList(rows.columns()).contains(name)) {
                throw new InvalidDataException(
                        "No column '" + name + "'; the columns are " + Arrays.asList(rows.columns()));
            }
            if (!(rows.schema().apply(name).dataType() instanceof NumericType)) {
                throw new InvalidDataException("Column '" + name + "' holds "
                        + rows.schema().apply(name).dataType().simpleString() + ", which is no number. Encode it in the"
                        + " feature pipeline");
            }
        }
        return rows.select(names.stream()
                .map(name -> quoted(name).cast(DataTypes.DoubleType).as(name))
                .toArray(Column[]::new));
    }

    private static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    private static Column hash(List<String> names, int salt) {
        List<Column> columns =
                new ArrayList<>(names.stream().map(Assembled::quoted).toList());
        columns.add(lit(salt));
        return xxhash64(columns.toArray(Column[]::new)).cast(DataTypes.createDecimalType(38, 0));
    }

    private static Column isMissing(String name) {
        Column value = quoted(name);
        return value.isNull().or(value.isNaN()).or(abs(value).equalTo(Double.POSITIVE_INFINITY));
    }

    private static Dataset<Row> vectors(Dataset<Row> numbers, List<String> features, String target, Column weight) {
        return new VectorAssembler()
                .setInputCols(features.toArray(String[]::new))
                .setOutputCol(FEATURES)
                .transform(numbers)
                .select(col(FEATURES), quoted(target).as(LABEL), weight.as(WEIGHT));
    }

    static Assembled of(SparkSession spark, TrainingSet data, String learner) {
        requireRows(data.size(), data);
        TrainingData.requireFinite(data, learner);
        int width = data.features().size();
        List<Row> rows = new ArrayList<>(data.size());
        for (int i = 0; i < data.size(); i++) {
            rows.add(RowFactory.create(
                    Vectors.dense(data.copyRow(i, new double[width])), data.label(i), data.weight(i)));
        }
        StructType schema = new StructType(new StructField[] {
            DataTypes.createStructField(FEATURES, SQLDataTypes.VectorType(), false),
            DataTypes.createStructField(LABEL, DataTypes.DoubleType, false),
            DataTypes.createStructField(WEIGHT, DataTypes.DoubleType, false)
        });
        int partitions = (int) (1 + 8L * width * data.size() / PARTITION_BYTES);
        Dataset<Row> dataset = spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, partitions), schema);
        return new Assembled(
                dataset,
                data.features(),
                deviations(data),
                labelDeviation(data),
                data.size(),
                data.fingerprint(),
                data.isWeighted(),
                data.classes());
    }

    private static double[] deviations(TrainingSet data) {
        double[] deviations = new double[data.features().size()];
        for (int j = 0; j < deviations.length; j++) {
            Moments moments = new Moments();
            for (int i = 0; i < data.size(); i++) {
                moments.add(data.value(i, j));
            }
            deviations[j] = deviation(moments);
        }
        return deviations;
    }

    private static double labelDeviation(TrainingSet data) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < data.size(); i++) {
            total += data.weight(i);
            sum += data.weight(i) * data.label(i);
        }
        double mean = sum / total;
        double squares = 0;
        for (int i = 0; i < data.size(); i++) {
            squares += data.weight(i) * (data.label(i) - mean) * (data.label(i) - mean);
        }
        return Math.sqrt(squares / total);
    }

    private static double deviation(Moments moments) {
        long n = moments.count();
        return n < 2 ? 0 : Math.sqrt(moments.variance() * (n - 1) / n);
    }

    private static void requireRows(long count, Object data) {
        if (count == 0) {
            throw new InvalidDataException("Cannot learn from data without rows: " + data);
        }
    }

    private static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
