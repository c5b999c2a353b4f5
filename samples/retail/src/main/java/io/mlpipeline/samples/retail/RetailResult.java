package io.mlpipeline.samples.retail;

import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.drift.DriftReport;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.models.core.evaluation.Leaderboard;
import io.mlpipeline.registry.promotion.Promotion;
import io.mlpipeline.registry.version.ModelVersion;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything that the report tells.
 *
 * @param source where the sales lines came from
 * @param quality what became of each line
 * @param quarantine the folder of quarantined lines
 * @param items the items that are forecast
 * @param cut the first day of the hold-out
 * @param test the hold-out
 * @param forecast the best model's prediction for each row of the hold-out
 * @param board all candidates
 * @param promotion what the policy decided
 * @param serving the version in production afterwards
 * @param agreements how the ways to a prediction agree
 * @param drift the last 28 days against the training data
 * @param steps the time each step took
 */
record RetailResult(
        String source,
        QualityReport quality,
        Path quarantine,
        RetailItems items,
        LocalDate cut,
        TrainingSet test,
        double[] forecast,
        Leaderboard board,
        Promotion promotion,
        ModelVersion serving,
        List<Agreement> agreements,
        DriftReport drift,
        List<Progress.Step> steps) {}
