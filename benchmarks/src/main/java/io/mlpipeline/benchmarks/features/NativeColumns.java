package io.mlpipeline.benchmarks.features;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.cos;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.dayofyear;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.quarter;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.sin;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.weekofyear;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** {@link RetailRow31} as one writes it in Spark: rows made there, and a native expression for each feature. */
final class NativeColumns {
    private static final Column QUANTITY = orElse("quantity", 1);
    private static final Column PRICE = orElse("price", 2.5);
    private static final Column COST = orElse("cost", 1.5);
    private static final Column DISCOUNT = orElse("discount", 0);
    private static final Column STOCK = col("stock");
    private static final Column DAY = col(RetailRow31.DAY);

    private NativeColumns() {}

    /** Random rows like those of {@link RetailRow31#frame}. */
    static Dataset<Row> rows(SparkSession session, int rows) {
        return session.range(0, rows, 1, 2)
                .select(
                        orNull(floor(rand(1).multiply(60)).plus(1), 2).as("quantity"),
                        orNull(rand(3).multiply(10).plus(0.5), 4).as("price"),
                        orNull(rand(5).multiply(5).plus(0.1), 6).as("cost"),
                        orNull(when(rand(7).lt(1 / 3.0), rand(8).divide(2)).otherwise(0.0), 9)
                                .as("discount"),
                        orNull(floor(rand(10).multiply(500)), 11).as("stock"),
                        date_add(
                                        lit("2020-01-01").cast(DataTypes.DateType),
                                        floor(rand(12).multiply(2_000)).cast(DataTypes.IntegerType))
                                .as(RetailRow31.DAY),
                        rand(13).as("sales"));
    }

    private static Column orNull(Column value, long seed) {
        return when(rand(seed).geq(0.1), value.cast(DataTypes.DoubleType));
    }

    /** The features in order, and the target. */
    static Column[] features() {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("quantity", QUANTITY);
        columns.put("price", PRICE);
        columns.put("cost", COST);
        columns.put("quantity_clipped", clip(QUANTITY, 0, 50));
        columns.put("price_clipped", clip(PRICE, 0.1, 20));
        columns.put("price_scaled", clip(PRICE, 0.1, 20).minus(2.9).divide(1.7));
        columns.put("cost_scaled", COST.minus(0.05).divide(9.5));
        columns.put("log_price", log1p(PRICE));
        columns.put("log_quantity", log1p(clip(QUANTITY, 0, 50)));
        columns.put("root_stock", sqrt(STOCK));
        columns.put("margin", PRICE.minus(COST));
        columns.put("margin_share", try_divide(PRICE.minus(COST), PRICE));
        columns.put("revenue", PRICE.multiply(QUANTITY));
        columns.put("net_price", PRICE.multiply(lit(1.0).minus(DISCOUNT)));
        columns.put("stock_cover", try_divide(STOCK, QUANTITY));
        columns.put("price_missing", flag(col("price").isNull()));
        columns.put("stock_missing", flag(STOCK.isNull()));
        columns.put("on_sale", flag(DISCOUNT.gt(0)));
        columns.put("bulk_price", when(QUANTITY.gt(10), PRICE.multiply(0.9)).otherwise(PRICE));
        columns.put("price_bin", bin(PRICE, 1, 2, 3, 5, 8));
        columns.put("quantity_bin", bin(QUANTITY, 2, 5, 10, 20, 40));
        columns.put("year", number(year(DAY)));
        columns.put("quarter", number(quarter(DAY)));
        columns.put("month", number(month(DAY)));
        columns.put("week", number(weekofyear(DAY)));
        columns.put("day_of_year", number(dayofyear(DAY)));
        columns.put("weekday", number(weekday(DAY).plus(1)));
        columns.put("weekend", flag(weekday(DAY).geq(5)));
        columns.put("holiday", flag(DAY.isin(RetailRow31.HOLIDAYS.toArray())));
        columns.put("year_sine", sin(angle()));
        columns.put("year_cosine", cos(angle()));
        columns.put("sales", col("sales"));
        return columns.entrySet().stream()
                .map(each -> each.getValue().as(each.getKey()))
                .toArray(Column[]::new);
    }

    private static Column angle() {
        Column isLeap = year(DAY).mod(4).equalTo(0); // no year of these rows is a century
        return lit(2 * Math.PI)
                .multiply(dayofyear(DAY).minus(1))
                .divide(when(isLeap, 366.0).otherwise(365.0));
    }

    private static Column orElse(String column, double value) {
        return coalesce(col(column), lit(value));
    }

    private static Column clip(Column column, double low, double high) {
        return greatest(lit(low), least(lit(high), column));
    }

    private static Column bin(Column column, double... edges) {
        Column bin = when(column.lt(edges[0]), 0.0);
        for (int i = 1; i < edges.length; i++) {
            bin = bin.when(column.lt(edges[i]), (double) i);
        }
        return bin.otherwise((double) edges.length);
    }

    private static Column flag(Column condition) {
        return when(condition, 1.0).otherwise(0.0);
    }

    private static Column number(Column column) {
        return column.cast(DataTypes.DoubleType);
    }
}
