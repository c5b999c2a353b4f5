package io.mlpipeline.benchmarks.accuracy;

import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.models.core.evaluation.Bootstrap;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Parts;
import io.mlpipeline.models.core.evaluation.RandomSplit;
import io.mlpipeline.models.core.evaluation.ScoreInterval;
import io.mlpipeline.models.core.tuning.Search;
import io.mlpipeline.models.core.tuning.Study;
import io.mlpipeline.models.core.tuning.Trial;
import io.mlpipeline.models.xgboost.XGBoostBuilder;
import io.mlpipeline.models.xgboost.XGBoostClassifier;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** XGBoost with its own defaults and tuned by TPE, on the same random fifth of each real data set. */
public final class AccuracySuite implements Suite {
    static final long SPLIT_SEED = 1;

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public String about() {
        return "real data: XGBoost's defaults and tuned, on one hold-out";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        for (Task task : Task.all()) {
            Parts parts = task.load(SPLIT_SEED);
            report.line("");
            report.line("== " + task.name() + ": " + parts.train().size() + " rows train, "
                    + parts.test().size() + " test, " + parts.train().features().size() + " features");
            if (task.classes()) {
                compare(task, parts, XGBoostClassifier::builder, XGBoostClassifier.Builder::build, report, quick);
            } else {
                compare(task, parts, XGBoostRegressor::builder, XGBoostRegressor.Builder::build, report, quick);
            }
        }
    }

    static <B extends XGBoostBuilder<B>> Search<B> search(Supplier<B> start, int mostTrees) {
        return Search.over(start)
                .whole("trees", mostTrees / 5, mostTrees, XGBoostBuilder::trees)
                .whole("depth", 3, 10, XGBoostBuilder::maxDepth)
                .logarithmic("learning rate", 0.02, 0.3, XGBoostBuilder::learningRate)
                .logarithmic("least weight of a child", 0.5, 20, XGBoostBuilder::minChildWeight)
                .real("share of rows", 0.5, 1, XGBoostBuilder::subsample)
                .real("share of features", 0.4, 1, XGBoostBuilder::columnSample)
                .logarithmic("l2", 0.1, 20, XGBoostBuilder::l2);
    }

    private static <B extends XGBoostBuilder<B>> void compare(
            Task task,
            Parts parts,
            Supplier<B> start,
            Function<B, ? extends Estimator> build,
            Report report,
            boolean quick) {
        double defaults = judge(task, "defaults", build.apply(start.get()), parts, report);
        Parts inner = RandomSplit.testShare(0.2).seed(2).of(parts.train());
        Search<B> search = search(start, 600);
        Trial best = Study.of(search, 3)
                .run(quick ? 12 : 40, (builder, progress) -> loss(task, build.apply(builder), inner))
                .best();
        double tuned = judge(task, "tuned", build.apply(search.builder(best)), parts, report);
        report.line("  chosen: " + search.names() + " = " + best.values());
        report.figure(
                "accuracy." + task.name() + ".defaults", defaults, task.metric().name());
        report.figure("accuracy." + task.name() + ".tuned", tuned, task.metric().name());
    }

    static double loss(Task task, Estimator estimator, Parts parts) {
        double value = Evaluation.of(estimator.fit(parts.train()).model(), parts.test(), task.metric())
                .value(task.metric());
        return task.metric().higherIsBetter() ? -value : value;
    }

    private static double judge(Task task, String name, Estimator estimator, Parts parts, Report report) {
        double[] predicted = Evaluation.predictions(estimator.fit(parts.train()).model(), parts.test());
        ScoreInterval score = Bootstrap.seed(4).repetitions(200).of(task.metric(), parts.test(), predicted);
        report.line(String.format(
                Locale.ROOT,
                "  %-10s %s %.4f (95 %%: %.4f to %.4f)",
                name,
                task.metric().name(),
                score.score().value(),
                score.low(),
                score.high()));
        return score.score().value();
    }
}
