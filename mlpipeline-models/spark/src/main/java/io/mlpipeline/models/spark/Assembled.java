package io.mlpipeline.models.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.stddev_pop;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.profile.Moments;
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
 */
record Assembled(
        Dataset<Row> rows,
        List<String> features,
        double[] deviations,
        double labelDeviation,
        long size,
        String fingerprint) {
    static final String FEATURES = "mlpipeline_features";
    static final String LABEL = "mlpipeline_label";
    private static final long PARTITION_BYTES = 32L << 20;

    static Assembled of(Dataset<Row> rows, List<String> features, String target) {
        List<String> names = new ArrayList<>(features);
        names.add(target);
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
            requirePresent(names.get(i), found.getLong(3 + 2 * i));
            deviations[i] = found.getDouble(4 + 2 * i);
        }
        String content = names + " " + found.getLong(0) + " " + found.get(1) + " " + found.get(2);
        return new Assembled(
                vectors(numbers, features, target),
                List.copyOf(features),
                Arrays.copyOf(deviations, features.size()),
                deviations[features.size()],
                found.getLong(0),
                sha256(content));
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

    private static Dataset<Row> vectors(Dataset<Row> numbers, List<String> features, String target) {
        return new VectorAssembler()
                .setInputCols(features.toArray(String[]::new))
                .setOutputCol(FEATURES)
                .transform(numbers)
                .select(col(FEATURES), quoted(target).as(LABEL));
    }

    static Assembled of(SparkSession spark, TrainingSet data) {
        requireRows(data.size(), data);
        int width = data.features().size();
        List<Row> rows = new ArrayList<>(data.size());
        for (int i = 0; i < data.size(); i++) {
            rows.add(RowFactory.create(Vectors.dense(data.copyRow(i, new double[width])), data.label(i)));
        }
        StructType schema = new StructType(new StructField[] {
            DataTypes.createStructField(FEATURES, SQLDataTypes.VectorType(), false),
            DataTypes.createStructField(LABEL, DataTypes.DoubleType, false)
        });
        int partitions = (int) (1 + 8L * width * data.size() / PARTITION_BYTES);
        Dataset<Row> dataset = spark.createDataFrame(
                JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, partitions), schema);
        return new Assembled(
                dataset, data.features(), deviations(data), labelDeviation(data), data.size(), data.fingerprint());
    }

    private static double[] deviations(TrainingSet data) {
        double[] deviations = new double[data.features().size()];
        for (int j = 0; j < deviations.length; j++) {
            Moments moments = new Moments();
            long missing = 0;
            for (int i = 0; i < data.size(); i++) {
                if (Double.isFinite(data.value(i, j))) {
                    moments.add(data.value(i, j));
                } else {
                    missing++;
                }
            }
            requirePresent(data.features().get(j), missing);
            deviations[j] = deviation(moments);
        }
        return deviations;
    }

    private static double labelDeviation(TrainingSet data) {
        Moments moments = new Moments();
        for (int i = 0; i < data.size(); i++) {
            moments.add(data.label(i));
        }
        return deviation(moments);
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

    private static void requirePresent(String column, long missing) {
        if (missing > 0) {
            throw new InvalidDataException("Column '" + column + "' is missing, NaN or infinite in " + missing
                    + " rows, which a linear model cannot learn from. Impute it in the feature pipeline, such as"
                    + " column(\"" + column + "\").imputeMedian(), or drop those rows");
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
