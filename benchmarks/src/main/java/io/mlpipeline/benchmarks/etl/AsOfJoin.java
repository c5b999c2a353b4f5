package io.mlpipeline.benchmarks.etl;

import com.sun.management.OperatingSystemMXBean;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.etl.spark.SparkEtl;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A point-in-time join on Spark beside the join by inequality that SQL gives, and DuckDB's {@code ASOF JOIN} as the judge of both.
 *
 * <p>Costs are CPU time of the whole process, from reading Parquet files to writing the joined ones.
 */
public final class AsOfJoin {
    private static final int FULL_EVENTS = 1_000_000;
    private static final int QUICK_EVENTS = 50_000;
    private static final int FEATURES_AN_EVENT = 5;
    private static final int EVENTS_A_KEY = 100;

    private final SparkSession session;
    private final Path folder;
    private final int events;

    private AsOfJoin(SparkSession session, Path folder, int events) {
        this.session = session;
        this.folder = folder;
        this.events = events;
    }

    /**
     * Runs it alone.
     *
     * @param arguments {@code --quick} for a smaller size
     * @throws Exception if a result is wrong
     */
    public static void main(String[] arguments) throws Exception {
        SparkSession session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 8)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate();
        Report report = new Report(System.out);
        measure(session, report, List.of(arguments).contains("--quick"));
        report.end();
        session.stop();
    }

    /**
     * Measures both joins and adds the figure {@code etl.asof.ratio.inequality}.
     *
     * @param session a session, which stays as it is
     * @param report receives costs and the figure
     * @param quick whether to join 50 thousand events instead of a million
     * @throws Exception if a result differs from DuckDB's
     */
    public static void measure(SparkSession session, Report report, boolean quick) throws Exception {
        Path folder = Files.createTempDirectory("asof");
        try {
            // Both plans, and the code that they need, once on little data.
            new AsOfJoin(session, Files.createDirectory(folder.resolve("warm")), QUICK_EVENTS / 5).run();
            int events = quick ? QUICK_EVENTS : FULL_EVENTS;
            double[] costs = new AsOfJoin(session, Files.createDirectory(folder.resolve("measured")), events).run();
            report.line("");
            report.line(String.format(
                    Locale.ROOT,
                    "point-in-time join of %,d events and %,d feature rows on Spark: %.1f CPU s, by inequality %.1f",
                    events,
                    FEATURES_AN_EVENT * events,
                    costs[0],
                    costs[1]));
            report.figure("etl.asof.ratio.inequality", costs[1] / costs[0], "x");
        } finally {
            delete(folder);
        }
    }

    private double[] run() throws Exception {
        int keys = events / EVENTS_A_KEY;
        int features = FEATURES_AN_EVENT * events;
        session.range(events)
                .selectExpr(
                        "id",
                        "pmod(xxhash64(id, 1), " + keys + "L) AS key",
                        "timestamp_micros(pmod(xxhash64(id, 2), " + features + "L) * 1000) AS at")
                .write()
                .parquet(file("events"));
        // No two rows of one time, for which DuckDB would take any.
        session.range(features)
                .selectExpr(
                        "pmod(xxhash64(id, 3), " + keys + "L) AS key",
                        "timestamp_micros(pmod(id * 7919, " + features + "L) * 1000) AS at",
                        "CAST(id AS DOUBLE) / 8 AS value")
                .write()
                .parquet(file("features"));
        double ours = cpuSecondsOf(this::ours, "ours");
        double inequality = cpuSecondsOf(this::byInequality, "inequality");
        requireEqualToDuckDb("ours");
        requireEqualToDuckDb("inequality");
        return new double[] {ours, inequality};
    }

    private Dataset<Row> ours() {
        SparkEtl etl = SparkEtl.on(session);
        io.mlpipeline.etl.features.join.AsOfJoin join = io.mlpipeline.etl.features.join.AsOfJoin.at("at")
                .key("key")
                .time("at")
                .columns("value")
                .build();
        return etl.table(session.read().parquet(file("events")))
                .asOf(join, etl.table(session.read().parquet(file("features"))))
                .dataset()
                .select("id", "value");
    }

    private Dataset<Row> byInequality() {
        session.read().parquet(file("events")).createOrReplaceTempView("asof_events");
        session.read().parquet(file("features")).createOrReplaceTempView("asof_features");
        return session.sql("SELECT e.id, max_by(f.value, f.at) AS value FROM asof_events e LEFT JOIN asof_features f"
                + " ON e.key = f.key AND f.at <= e.at GROUP BY e.id");
    }

    private double cpuSecondsOf(Supplier<Dataset<Row>> join, String name) {
        double started = cpuSeconds();
        join.get().write().parquet(file(name));
        return cpuSeconds() - started;
    }

    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private void requireEqualToDuckDb(String name) throws SQLException {
        String sql = "SELECT count(*), count(o.value), count(*) FILTER (o.value IS DISTINCT FROM d.value) FROM"
                + " (SELECT e.id, f.value FROM '" + file("events") + "/*.parquet' e ASOF LEFT JOIN '" + file("features")
                + "/*.parquet' f ON e.key = f.key AND e.at >= f.at) d"
                + " FULL JOIN '" + file(name) + "/*.parquet' o ON o.id = d.id";
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            if (found.getLong(1) != events || found.getLong(2) == 0 || found.getLong(3) != 0) {
                throw new IllegalStateException(
                        "The join '" + name + "' gives " + found.getLong(1) + " rows of " + events
                                + ", " + found.getLong(2) + " of them with a value, and differs from DuckDB in "
                                + found.getLong(3));
            }
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
