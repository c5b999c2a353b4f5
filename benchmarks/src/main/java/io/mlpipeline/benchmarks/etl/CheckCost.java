package io.mlpipeline.benchmarks.etl;

import static io.mlpipeline.etl.features.quality.Checks.atLeast;
import static io.mlpipeline.etl.features.quality.Checks.atMost;
import static io.mlpipeline.etl.features.quality.Checks.between;
import static io.mlpipeline.etl.features.quality.Checks.length;
import static io.mlpipeline.etl.features.quality.Checks.matches;
import static io.mlpipeline.etl.features.quality.Checks.notNull;
import static io.mlpipeline.etl.features.quality.TableChecks.completeness;
import static io.mlpipeline.etl.features.quality.TableChecks.mean;
import static io.mlpipeline.etl.features.quality.TableChecks.mostly;
import static io.mlpipeline.etl.features.quality.TableChecks.quantile;
import static io.mlpipeline.etl.features.quality.TableChecks.rowsAtLeast;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.local.EtlResult;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.etl.spark.SparkEtl;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.SparkSession;

/** What 50 expectations of a file cost beside one: both are a single pass, and as many jobs in Spark. */
final class CheckCost {
    private static final int ROUNDS = 7;

    private CheckCost() {}

    static void measure(Path input, SparkSession session, Report report) throws Exception {
        CsvSource source = RetailFeatures.lines(input);
        Expectations one = one(RetailFeatures.expectations().schema());
        Expectations many = many(RetailFeatures.expectations().schema());
        double[][] seconds = new double[2][ROUNDS];
        for (int round = -2; round < ROUNDS; round++) {
            double ofOne = read(source, one);
            double ofMany = read(source, many);
            if (round >= 0) {
                seconds[0][round] = ofOne;
                seconds[1][round] = ofMany;
            }
        }
        Arrays.sort(seconds[0]);
        Arrays.sort(seconds[1]);
        double few = seconds[0][ROUNDS / 2];
        double all = seconds[1][ROUNDS / 2];
        int jobs = jobs(session, source, one);
        int jobsOfMany = jobs(session, source, many);
        report.line("");
        report.line(String.format(
                Locale.ROOT,
                "Reading and checking %s: %.2f CPU s with 1 expectation, %.2f with 50 (medians of %d); %d and %d Spark jobs",
                input.getFileName(),
                few,
                all,
                ROUNDS,
                jobs,
                jobsOfMany));
        report.figure("etl.checks50.ratio.one", all / few, "x");
        report.figure("etl.checks50.spark.more_jobs", jobsOfMany - jobs, "jobs");
    }

    private static Expectations one(Schema schema) {
        return Expectations.over(schema).warn("id", notNull("id")).build();
    }

    /** Of each kind some; nearly all rows pass, as they do in practice. */
    private static Expectations many(Schema schema) {
        Expectations.Builder expectations = Expectations.over(schema);
        schema.names().forEach(column -> expectations.warn(column + " is there", notNull(column)));
        for (int i = 0; i < 6; i++) {
            expectations.warn("price at least " + i, atLeast("price", -i));
            expectations.warn("price at most " + i, atMost("price", 1e6 + i));
            expectations.warn("quantity " + i, between("quantity", -1e6 - i, 1e6 + i));
            expectations.warn("day " + i, between("day", LocalDate.of(1990 + i, 1, 1), LocalDate.of(2090, 1, 1)));
        }
        for (String column : new String[] {"store", "product", "region"}) {
            expectations.warn("length of " + column, length(column, 1, 40));
            expectations.warn("letters of " + column, matches(column, ".+"));
            expectations.warn("complete " + column, completeness(column, 0.5));
        }
        for (int i = 0; i < 2; i++) {
            expectations.warn("mean of price " + i, mean("price", 0, 1e6 + i));
            expectations.warn("mean of quantity " + i, mean("quantity", 0, 1e6 + i));
            expectations.warn("median of price " + i, quantile("price", 0.5 + 0.1 * i, 0, 1e6));
        }
        return expectations
                .warn("rows", rowsAtLeast(1))
                .warn("mostly positive", mostly(0.5, atLeast("price", 0)))
                .warn("mostly promoted or not", mostly(0.5, between("promo", 0, 1)))
                .build();
    }

    private static double read(CsvSource source, Expectations expectations) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        try (EtlResult result = LocalEtl.onCallingThread().read(source, expectations)) {
            long taken = threads.getCurrentThreadCpuTime() - begin;
            if (result.report().kept() == 0) {
                throw new IllegalStateException("No row was kept");
            }
            return taken / 1e9;
        }
    }

    private static int jobs(SparkSession session, CsvSource source, Expectations expectations) throws Exception {
        AtomicInteger started = new AtomicInteger();
        SparkListener counting = new SparkListener() {
            @Override
            public void onJobStart(SparkListenerJobStart job) {
                started.incrementAndGet();
            }
        };
        session.sparkContext().addSparkListener(counting);
        try (io.mlpipeline.etl.spark.EtlResult result = SparkEtl.on(session).read(source, expectations)) {
            result.report();
            session.sparkContext().listenerBus().waitUntilEmpty();
            return started.get();
        } finally {
            session.sparkContext().removeSparkListener(counting);
        }
    }
}
