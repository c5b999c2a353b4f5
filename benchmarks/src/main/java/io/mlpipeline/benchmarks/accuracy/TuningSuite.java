package io.mlpipeline.benchmarks.accuracy;

import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.models.core.evaluation.Parts;
import io.mlpipeline.models.core.evaluation.RandomSplit;
import io.mlpipeline.models.core.tuning.Sampler;
import io.mlpipeline.models.core.tuning.Study;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** TPE beside random search on small models of real rows: the median over seeds of the best of 50 trials, for each regression. */
public final class TuningSuite implements Suite {
    private static final int SEEDS = 20;
    private static final int QUICK_SEEDS = 4;
    private static final int TRIALS = 50;
    private static final int MOST_TREES = 60;
    /** Every eleventh row up to this many, because there are thousands of models. */
    private static final int ROWS = 1500;

    @Override
    public String name() {
        return "tuning";
    }

    @Override
    public String about() {
        return "real data: TPE beside random search, median best of 50 trials over 20 seeds";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        int seeds = quick ? QUICK_SEEDS : SEEDS;
        for (Task task : Task.all()) {
            if (!task.classes()) {
                compare(report, task, seeds);
            }
        }
    }

    private static void compare(Report report, Task task, int seeds) throws Exception {
        Parts parts = RandomSplit.testShare(0.3)
                .seed(5)
                .of(task.load(AccuracySuite.SPLIT_SEED).train().where(row -> row % 11 == 0 && row / 11 < ROWS));
        report.line("");
        report.line("== " + task.name() + ": " + parts.train().size() + " rows train, "
                + parts.test().size() + " judge; best " + task.metric().name() + " of " + TRIALS + " trials over "
                + seeds
                + " seeds");
        double[] tpe = best(task, parts, Sampler.tpe(), seeds);
        double[] random = best(task, parts, Sampler.random(), seeds);
        report.line("  won by TPE: "
                + IntStream.range(0, seeds).filter(i -> tpe[i] < random[i]).count() + " of " + seeds + " seeds");
        List.of(tpe, random).forEach(Arrays::sort);
        figure(report, task, "tpe", tpe);
        figure(report, task, "random", random);
    }

    private static double[] best(Task task, Parts parts, Sampler sampler, int seeds) {
        return IntStream.range(0, seeds)
                .mapToDouble(seed -> Study.of(AccuracySuite.search(XGBoostRegressor::builder, MOST_TREES), seed)
                        .sampler(sampler)
                        .run(TRIALS, (builder, progress) -> AccuracySuite.loss(task, builder.build(), parts))
                        .best()
                        .loss())
                .toArray();
    }

    private static void figure(Report report, Task task, String sampler, double[] sorted) {
        int half = sorted.length / 2;
        double median = (sorted[half - 1] + sorted[half]) / 2;
        report.line(String.format(
                Locale.ROOT,
                "  %-8s median %.2f, quartiles %.2f and %.2f",
                sampler,
                median,
                sorted[sorted.length / 4],
                sorted[3 * sorted.length / 4]));
        report.figure(
                "tuning." + task.name() + "." + sampler, median, task.metric().name());
    }
}
