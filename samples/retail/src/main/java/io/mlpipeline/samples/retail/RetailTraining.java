package io.mlpipeline.samples.retail;

import io.mlpipeline.models.core.evaluation.Leaderboard;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.evaluation.Parts;
import io.mlpipeline.models.core.evaluation.TimeSplit;
import io.mlpipeline.models.core.model.FeatureMean;
import io.mlpipeline.models.spark.SparkLinearFit;
import io.mlpipeline.models.spark.SparkLinearRegression;
import io.mlpipeline.models.xgboost.Objective;
import io.mlpipeline.models.xgboost.XGBoostFit;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * The candidates, trained on the same rows and judged on the same hold-out.
 *
 * @param parts the rows
 * @param board the candidates, the best first
 * @param xgboost XGBoost's own model, to compare with
 * @param linear Spark's own model, to compare with
 */
record RetailTraining(Parts parts, Leaderboard board, XGBoostFit xgboost, SparkLinearFit linear)
        implements AutoCloseable {
    static final String SEASONAL_NAIVE = "seasonal naive";
    static final String WEEKDAY_MEAN = "4-week weekday mean";
    static final String LINEAR = "linear regression";
    static final String XGBOOST = "XGBoost";

    static RetailTraining run(SparkSession session, RetailEtl etl, RetailOptions options, Progress progress)
            throws Exception {
        Parts parts = TimeSplit.testFrom(etl.cut()).gap(RetailFeatures.HORIZON).of(etl.rows());
        SparkLinearFit linear = progress.step(
                "Training a linear regression",
                () -> SparkLinearRegression.builder().build().train(session, parts.train()));
        XGBoostFit xgboost =
                progress.step("Training XGBoost", () -> regressor(options).train(parts.train()));
        Leaderboard board = progress.step(
                "Judging all candidates on the hold-out",
                () -> Leaderboard.on(
                                parts,
                                Metrics.WAPE,
                                Metrics.MAE,
                                Metrics.RMSE,
                                Metrics.mase(parts.train(), RetailFeatures.HORIZON),
                                Metrics.R2,
                                Metrics.BIAS)
                        .candidate(SEASONAL_NAIVE, FeatureMean.of("units_lag_7"))
                        .candidate(
                                WEEKDAY_MEAN,
                                FeatureMean.of("units_lag_7", "units_lag_14", "units_lag_21", "units_lag_28"))
                        .trained(LINEAR, linear.trained())
                        .trained(XGBOOST, xgboost.trained())
                        .build());
        for (Leaderboard.Entry each : board.entries()) {
            double wape = each.evaluation().value(Metrics.WAPE);
            progress.say(String.format(Locale.ROOT, "%-20s WAPE %.1f %%", each.name(), 100 * wape));
        }
        return new RetailTraining(parts, board, xgboost, linear);
    }

    /**
     * Absolute error, because it is what WAPE counts: a day with a bulk order should not pull the others up. The forecast is then a
     * median, which lies below the mean where demand is intermittent; who plans totals would take {@link Objective#tweedie}.
     */
    private static XGBoostRegressor regressor(RetailOptions options) {
        return XGBoostRegressor.builder()
                .objective(Objective.ABSOLUTE_ERROR)
                .trees(250)
                .maxDepth(6)
                .learningRate(0.12)
                .minChildWeight(5)
                .seed(options.seed())
                .threads(options.threads())
                .build();
    }

    @Override
    public void close() {
        xgboost.close();
    }
}
