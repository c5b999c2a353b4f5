package io.mlpipeline.benchmarks.etl;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.storage.StorageLevel;

/**
 * The retail job as one tunes it by hand in Spark: native expressions alone, one shuffle for duplicates and windows alike, the
 * distinct rows kept between the two passes, the fences broadcast.
 */
final class SparkSqlJob implements EtlJob {
    private static final String LINES =
            "id STRING, date STRING, store STRING, product STRING, region STRING, quantity STRING,"
                    + " price STRING, promo STRING";

    private final SparkSession spark;

    SparkSqlJob(SparkSession spark) {
        this.spark = spark;
    }

    @Override
    public void run(Path input, Path output) {
        WindowSpec days = Window.partitionBy("store", "product").orderBy("day");
        Dataset<Row> sales = parsed(input)
                .repartition(col("store"), col("product"))
                .withColumn(
                        "next_day",
                        lead("day", 1)
                                .over(Window.partitionBy("store", "product").orderBy("day", "id")))
                .where(not(col("next_day").eqNullSafe(col("day"))))
                .drop("next_day", "id")
                .persist(StorageLevel.MEMORY_AND_DISK());
        Row medians = sales.agg(expr("percentile(quantity, 0.5)"), expr("percentile(price, 0.5)"))
                .first();
        Dataset<Row> clean = sales.join(
                        org.apache.spark.sql.functions.broadcast(fences(sales)),
                        scala.jdk.javaapi.CollectionConverters.asScala(List.of("product", "promo"))
                                .toSeq(),
                        "left")
                .withColumn(
                        "outlier",
                        flag(col("price").lt(col("low")).or(col("price").gt(col("high")))))
                .withColumn("quantity", coalesce(col("quantity"), lit(medians.getDouble(0))))
                .withColumn("price", coalesce(col("price"), lit(medians.getDouble(1))));
        clean.select(features(days).toArray(Column[]::new)).write().parquet(output.toString());
    }

    private Dataset<Row> parsed(Path input) {
        return spark.read()
                .schema(LINES)
                .option("header", true)
                .csv(input.toString())
                .select(
                        expr("try_cast(id AS INT)").as("id"),
                        col("store"),
                        col("product"),
                        col("region"),
                        expr("coalesce(try_to_date(date, 'yyyy-MM-dd'), try_to_date(date, 'dd/MM/yyyy'))")
                                .as("day"),
                        expr("try_cast(quantity AS DOUBLE)").as("quantity"),
                        expr("try_cast(price AS DOUBLE)").as("price"),
                        expr("try_cast(promo AS DOUBLE)").as("promo"));
    }

    private static Dataset<Row> fences(Dataset<Row> sales) {
        return sales.groupBy("product", "promo")
                .agg(expr("percentile(price, array(0.25, 0.75))").as("q"))
                .select(
                        col("product"),
                        col("promo"),
                        expr("q[0] - 1.5 * (q[1] - q[0])").as("low"),
                        expr("q[1] + 1.5 * (q[1] - q[0])").as("high"));
    }

    private static List<Column> features(WindowSpec days) {
        List<Column> columns = new ArrayList<>();
        for (String kept : List.of("store", "product", "day", "quantity", "price", "outlier", "promo")) {
            columns.add(col(kept));
        }
        String[][] calendar = {
            {"month", "month(day)"}, {"day_of_month", "day(day)"}, {"day_of_week", "weekday(day) + 1"},
            {"day_of_year", "dayofyear(day)"}, {"week", "weekofyear(day)"}, {"quarter", "quarter(day)"}
        };
        for (String[] part : calendar) {
            columns.add(expr(part[1]).cast("double").as(part[0]));
        }
        for (int age : RetailFeatures.LAGS) {
            columns.add(lag("quantity", age).over(days).as("lag_" + age));
        }
        Column quantity = col("quantity");
        columns.add(avg(quantity).over(days.rowsBetween(-7, -1)).as("mean_7"));
        columns.add(avg(quantity).over(days.rowsBetween(-28, -1)).as("mean_28"));
        columns.add(min(quantity).over(days.rowsBetween(-28, -1)).as("min_28"));
        columns.add(max(quantity).over(days.rowsBetween(-28, -1)).as("max_28"));
        for (String region : RetailLines.REGIONS) {
            columns.add(flag(col("region").equalTo(region)).as("region=" + region));
        }
        return columns;
    }

    private static Column flag(Column condition) {
        return when(condition, lit(1.0)).otherwise(lit(0.0));
    }
}
