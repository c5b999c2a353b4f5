package io.mlpipeline.models.timeseries.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.SeriesReader;
import io.mlpipeline.models.timeseries.SeriesReader.Gaps;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.combination.Combination;
import io.mlpipeline.models.timeseries.panel.PanelForecasts;
import io.mlpipeline.models.timeseries.panel.PanelReader;
import io.mlpipeline.models.timeseries.panel.PanelRun;
import java.sql.Date;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SparkPanelTest {
    /** The full measure is 5,000. */
    private static final int SERIES = Integer.getInteger("mlpipeline.panel.series", 40);

    private static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final SeriesReader MONTHLY =
            SeriesReader.of(Frequency.MONTH, "month", "units").withKeys("shop", "item");
    private static final StructType SCHEMA = new StructType()
            .add("shop", DataTypes.StringType)
            .add("item", DataTypes.IntegerType)
            .add("month", DataTypes.DateType)
            .add("units", DataTypes.DoubleType);

    private static SparkSession spark;

    /** A row of the table. */
    public record Sale(String shop, int item, LocalDate month, double units) {}

    @BeforeAll
    static void start() {
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("panels")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void givesTheSameBitsAsInMemory() {
        List<Sale> sales = sales(SERIES);
        Horizon horizon = Horizon.of(6).withLevels(0.8, 0.975);
        SeriesReader reader = MONTHLY.withGaps(Gaps.ZERO);
        PanelForecasts memory = PanelRun.of(Combination.withDefaults(), horizon)
                .run(PanelReader.of(reader).read(Frame.of(Sale.class, sales)).panel());

        Map<List<String>, List<Row>> rows =
                byKey(SparkPanel.of(reader, Combination::withDefaults, horizon).forecast(dataset(sales)));

        assertThat(rows).hasSize(SERIES);
        assertThat(memory.failures()).isEmpty();
        memory.forecasts().forEach((key, forecast) -> assertSame(rows.get(key), forecast));
    }

    private static void assertSame(List<Row> rows, Forecast forecast) {
        assertThat(rows).hasSize(forecast.steps());
        for (Row row : rows) {
            int step = row.getAs("step");
            assertThat(row.<LocalDateTime>getAs("stamp")).isEqualTo(forecast.stamp(step));
            assertThat(bits(row, "mean")).isEqualTo(Double.doubleToRawLongBits(forecast.mean(step)));
            assertThat(bits(row, "lower_80"))
                    .isEqualTo(Double.doubleToRawLongBits(
                            forecast.interval(step, 0.8).lower()));
            assertThat(bits(row, "upper_97_5"))
                    .isEqualTo(Double.doubleToRawLongBits(
                            forecast.interval(step, 0.975).upper()));
            assertThat(row.<String>getAs("method")).isEqualTo(forecast.method());
            assertThat(row.<String>getAs("failure")).isNull();
        }
    }

    private static long bits(Row row, String column) {
        return Double.doubleToRawLongBits(row.<Double>getAs(column));
    }

    @Test
    void makesAFailureOneRowAndGoesOn() {
        List<Sale> sales = new ArrayList<>(sales(3));
        sales.add(new Sale("twice", 1, START, 1));
        sales.add(new Sale("twice", 1, START, 2));
        sales.add(new Sale("empty", 2, START, Double.NaN));
        Dataset<Row> rows = dataset(sales)
                .union(spark.createDataFrame(List.of(RowFactory.create(null, 9, Date.valueOf(START), 1.0)), SCHEMA));

        Map<List<String>, List<Row>> found =
                byKey(SparkPanel.of(MONTHLY.withGaps(Gaps.MISSING), SeasonalNaive::withDefaults, Horizon.of(2))
                        .forecast(rows));

        assertThat(found).hasSize(6);
        assertThat(found.get(List.of("twice", "1"))).singleElement().satisfies(row -> {
            assertThat(row.<String>getAs("failure")).contains("stands twice");
            assertThat(row.<Double>getAs("mean")).isNull();
        });
        assertThat(found.get(List.of("empty", "2")).get(0).<String>getAs("failure"))
                .contains("missing");
        List<String> unnamed = new ArrayList<>();
        unnamed.add(null);
        unnamed.add("9");
        assertThat(found.get(unnamed).get(0).<String>getAs("failure")).contains("'shop' is missing");
        assertThat(found.get(List.of("shop0", "0"))).hasSize(2);
    }

    @Test
    void leavesTheSessionAsItIs() {
        Map<String, String> before = new HashMap<>();
        spark.conf().getAll().foreach(entry -> before.put(entry._1(), entry._2()));

        SparkPanel.of(MONTHLY, SeasonalNaive::withDefaults, Horizon.of(2))
                .forecast(dataset(sales(2)))
                .count();

        Map<String, String> after = new HashMap<>();
        spark.conf().getAll().foreach(entry -> after.put(entry._1(), entry._2()));
        assertThat(after).isEqualTo(before);
        assertThat(spark.sparkContext().isStopped()).isFalse();
    }

    @Test
    void refusesColumnsThatDoNotServe() {
        Dataset<Row> rows = dataset(sales(1));
        ForecasterSource naive = SeasonalNaive::withDefaults;
        Horizon horizon = Horizon.of(1);

        assertThatThrownBy(() ->
                        SparkPanel.of(MONTHLY.withKeys("city"), naive, horizon).forecast(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no column 'city'");
        assertThatThrownBy(() ->
                        SparkPanel.of(MONTHLY.withKeys("units"), naive, horizon).forecast(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'units' is double");
        assertThatThrownBy(
                        () -> SparkPanel.of(MONTHLY.withKeys(), naive, horizon).forecast(rows))
                .hasMessageContaining("no key columns");
        assertThatThrownBy(() -> SparkPanel.of(
                                SeriesReader.of(Frequency.DAY, "shop", "units").withKeys("item"), naive, horizon)
                        .forecast(rows))
                .hasMessageContaining("'shop' is string");
        assertThatThrownBy(() -> SparkPanel.of(
                                SeriesReader.of(Frequency.DAY, "month", "shop").withKeys("item"), naive, horizon)
                        .forecast(rows))
                .hasMessageContaining("value column 'shop' is string");
        assertThatThrownBy(() -> SparkPanel.of(MONTHLY, naive, horizon.withRegressors(Regressors.of("price", 1))))
                .hasMessageContaining("[price]");
    }

    /** Series of different lengths and gaps, in no order. */
    private static List<Sale> sales(int series) {
        List<Sale> sales = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            SplittableRandom random = new SplittableRandom(i);
            int first = random.nextInt(6);
            for (int month = first; month < 42; month++) {
                if (month == first || month == 41 || random.nextInt(12) > 0) {
                    double season = 8 * Math.sin(month * Math.PI / 6 + i);
                    double units = 50 + i % 7 * month / 10.0 + season + random.nextDouble(-4, 4);
                    sales.add(new Sale("shop" + i % 5, i, START.plusMonths(month), units));
                }
            }
        }
        Collections.shuffle(sales, new Random(1));
        return sales;
    }

    private static Dataset<Row> dataset(List<Sale> sales) {
        List<Row> rows = sales.stream()
                .map(each -> RowFactory.create(each.shop(), each.item(), Date.valueOf(each.month()), each.units()))
                .toList();
        return spark.createDataFrame(rows, SCHEMA).repartition(3);
    }

    private static Map<List<String>, List<Row>> byKey(Dataset<Row> rows) {
        Map<List<String>, List<Row>> byKey = new HashMap<>();
        for (Row row : rows.collectAsList()) {
            List<String> key = new ArrayList<>();
            key.add(row.getString(0));
            key.add(row.getString(1));
            byKey.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
        }
        return byKey;
    }
}
