package io.mlpipeline.models.xgboost.spark;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.training.TrainingData;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/**
 * Checked rows.
 *
 * @param rows doubles: a column a feature, numbered, then {@link #LABEL} and {@link #WEIGHT}; missing features are NaN
 * @param features the features' names
 * @param target the label's name
 * @param weighted whether rows count differently
 * @param size the number of rows
 * @param smallestLabel the smallest label
 * @param fingerprint what tells this data from other data
 */
record LabelledRows(
        Dataset<Row> rows,
        List<String> features,
        String target,
        boolean weighted,
        long size,
        double smallestLabel,
        String fingerprint) {
    static final String LABEL = "label";
    static final String WEIGHT = "weight";
    private static final int MOST_CLASSES = 1 << 16;

    /**
     * The columns of a data set.
     *
     * @param weight the column that says how much a row counts; empty for none
     */
    static LabelledRows of(Dataset<Row> rows, List<String> features, String target, String weight) {
        requireNames(features, target);
        List<String> names = new ArrayList<>(features);
        names.add(target);
        boolean weighted = !weight.isEmpty();
        if (weighted) {
            names.add(weight);
        }
        names.forEach(name -> requireNumeric(rows, name));
        Dataset<Row> numbers = rows.select(Stream.concat(
                        columns(features),
                        Stream.of(number(target).as(LABEL), (weighted ? number(weight) : lit(1.0)).as(WEIGHT)))
                .toArray(Column[]::new));
        Row found = figures(numbers, features.size());
        LabelledRows all = new LabelledRows(
                numbers,
                List.copyOf(features),
                target,
                weighted,
                found.getLong(0),
                found.isNullAt(3) ? 0 : found.getDouble(3),
                sha256(names + " " + found.getLong(0) + " " + found.get(1) + " " + found.get(2)));
        all.requireRows(1);
        all.check(found, weight);
        return all;
    }

    private static void requireNames(List<String> features, String target) {
        if (features.isEmpty()) {
            throw new IllegalArgumentException("Training needs at least one feature");
        }
        if (new HashSet<>(features).size() < features.size() || features.contains(target)) {
            throw new IllegalArgumentException(
                    "The features must be different columns and not the target '" + target + "', got " + features);
        }
    }

    private static void requireNumeric(Dataset<Row> rows, String name) {
        if (!Arrays.asList(rows.columns()).contains(name)) {
            throw new InvalidDataException(
                    "No column '" + name + "'; the columns are " + Arrays.asList(rows.columns()));
        }
        if (!(rows.schema().apply(name).dataType() instanceof NumericType)) {
            throw new InvalidDataException("Column '" + name + "' holds "
                    + rows.schema().apply(name).dataType().simpleString()
                    + ", which is no number. Encode it in the feature pipeline");
        }
    }

    private static Stream<Column> columns(List<String> features) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            columns.add(coalesce(number(features.get(i)), lit(Double.NaN)).as(feature(i)));
        }
        return columns.stream();
    }

    private static Column number(String name) {
        return col("`" + name.replace("`", "``") + "`").cast(DataTypes.DoubleType);
    }

    /** The numbered name of a feature, so that no name of the host's collides with the label's or the weight's. */
    private static String feature(int number) {
        return "f" + number;
    }

    /** A hash of a row's content. */
    Column hash(int seed) {
        return hash(features.size(), seed);
    }

    private static Column hash(int features, int seed) {
        Column[] columns = new Column[features + 3];
        Arrays.setAll(columns, i -> i < features ? col(feature(i)) : lit(seed));
        columns[features] = col(LABEL);
        columns[features + 1] = col(WEIGHT);
        return xxhash64(columns);
    }

    /** One pass: the size, two sums of hashes that do not depend on the order, the least label and weight, then what cannot be held. */
    private static Row figures(Dataset<Row> numbers, int features) {
        List<Column> figures = new ArrayList<>();
        figures.add(sum(hash(features, 0).cast(DataTypes.createDecimalType(38, 0))));
        figures.add(sum(hash(features, 1).cast(DataTypes.createDecimalType(38, 0))));
        figures.add(min(col(LABEL)));
        figures.add(min(col(WEIGHT)));
        figures.add(sum(col(WEIGHT)));
        figures.add(times(isMissing(col(LABEL)).or(tooLarge(col(LABEL)))));
        figures.add(times(isMissing(col(WEIGHT)).or(tooLarge(col(WEIGHT)))));
        for (int i = 0; i < features; i++) {
            figures.add(times(tooLarge(col(feature(i)))));
        }
        return numbers.agg(count(lit(1)), figures.toArray(Column[]::new)).first();
    }

    private static Column times(Column condition) {
        return sum(when(condition, 1L).otherwise(0L));
    }

    private static Column isMissing(Column value) {
        return value.isNull().or(value.isNaN());
    }

    /** XGBoost calculates with floats; Spark holds NaN for larger than all. */
    private static Column tooLarge(Column value) {
        return value.isNaN()
                .equalTo(false)
                .and(abs(value.cast(DataTypes.FloatType)).equalTo(Float.POSITIVE_INFINITY));
    }

    private void check(Row found, String weight) {
        if (found.getLong(6) > 0) {
            throw new InvalidDataException(
                    "The label '" + target + "' is missing, NaN or too large for XGBoost's single" + " precision in "
                            + found.getLong(6) + " rows; drop those rows before training");
        }
        if (found.getLong(7) > 0 || found.getDouble(4) < 0 || found.getDouble(5) <= 0) {
            throw new InvalidDataException("The weights in column '" + weight + "' must be 0 or more, and one above 0;"
                    + " the least is " + found.get(4) + ", and " + found.getLong(7) + " are missing or too large");
        }
        for (int i = 0; i < features.size(); i++) {
            if (found.getLong(8 + i) > 0) {
                throw new InvalidDataException(
                        "Feature '" + features.get(i) + "' is in " + found.getLong(8 + i)
                                + " rows a number that XGBoost's single precision cannot hold; clip it or make it missing (NaN)");
            }
        }
    }

    /** Each worker needs a row. */
    void requireRows(int workers) {
        if (size == 0) {
            throw new InvalidDataException(
                    "Cannot learn from data without rows: a filter may have left none of the columns " + features
                            + " and '" + target + "'");
        }
        if (size < workers) {
            throw new InvalidDataException(
                    size + " rows are too few for " + workers + " workers, which need one each. Set fewer workers");
        }
    }

    /** The rows of each class; the labels are the classes' numbers. */
    long[] classCounts(int named) {
        List<Row> groups = rows.groupBy(LABEL).count().limit(MOST_CLASSES + 1).collectAsList();
        int largest = named - 1;
        for (Row group : groups) {
            TrainingData.requireClass(target, group.getDouble(0), group.getLong(1) + " rows");
            largest = Math.max(largest, (int) group.getDouble(0));
        }
        if (named > 0 && largest >= named) {
            throw new InvalidDataException("The label '" + target + "' has the value " + largest
                    + ", but there are names for " + named + " classes");
        }
        long[] counts = new long[largest + 1];
        groups.forEach(group -> counts[(int) group.getDouble(0)] += group.getLong(1));
        return counts;
    }

    /** Rows for comparing models: those with the smallest hashes, which are as good as drawn and always the same. */
    TrainingSet sample(int most) {
        TrainingSet.Builder sample = TrainingSet.builder(features, target);
        double[] vector = new double[features.size()];
        for (Row row : rows.orderBy(hash(2)).limit(most).collectAsList()) {
            Arrays.setAll(vector, row::getDouble);
            sample.add(vector, row.getDouble(vector.length), 0, "");
        }
        return sample.build();
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
