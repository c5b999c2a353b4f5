package io.mlpipeline.models.xgboost.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.testkit.data.SharedData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A real data set in two parts.
 *
 * @param rows all rows, in an order that says nothing
 * @param features the numeric features
 * @param target the numeric label
 */
record RealRows(Dataset<Row> rows, List<String> features, String target) {
    static RealRows houses(SparkSession spark) {
        Dataset<Row> rows = read(spark, "data/california_housing.csv.gz");
        List<String> features = new ArrayList<>(Arrays.asList(rows.columns()));
        features.removeAll(List.of("median_house_value", "ocean_proximity"));
        return new RealRows(rows, features, "median_house_value");
    }

    /** Without the duration of the call, which is known only after it. */
    static RealRows calls(SparkSession spark) {
        Dataset<Row> rows = read(spark, "data/bank_marketing_full_uci222.csv.gz");
        rows = rows.withColumn("subscribed", col("y").equalTo("yes").cast("int"));
        for (String column : List.of("housing", "loan", "default")) {
            rows = rows.withColumn(column, col(column).equalTo("yes").cast("int"));
        }
        for (String column : List.of("poutcome", "contact", "month", "marital")) {
            rows = rows.withColumn(column, xxhash64(col(column)).mod(100_000));
        }
        return new RealRows(
                rows,
                List.of(
                        "poutcome",
                        "contact",
                        "month",
                        "marital",
                        "housing",
                        "loan",
                        "default",
                        "day",
                        "campaign",
                        "pdays",
                        "previous",
                        "age",
                        "balance"),
                "subscribed");
    }

    private static Dataset<Row> read(SparkSession spark, String file) {
        return spark.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(SharedData.file(file).toString())
                .repartition(2)
                .cache();
    }

    Dataset<Row> training() {
        return rows.where(part().geq(20));
    }

    Dataset<Row> holdOut() {
        return rows.where(part().lt(20));
    }

    private Column part() {
        Column[] all = Arrays.stream(rows.columns()).map(each -> col(each)).toArray(Column[]::new);
        return pmod(xxhash64(all), lit(100));
    }

    /** The same rows in memory. */
    TrainingSet inMemory(Dataset<Row> some) {
        TrainingSet.Builder data = TrainingSet.builder(features, target);
        double[] vector = new double[features.size()];
        for (Row row : some.collectAsList()) {
            for (int i = 0; i < vector.length; i++) {
                Object value = row.getAs(features.get(i));
                vector[i] = value == null ? Double.NaN : ((Number) value).doubleValue();
            }
            data.add(vector, row.<Number>getAs(target).doubleValue(), 0, "");
        }
        return data.build();
    }
}
