package io.mlpipeline.registry.promotion;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metric;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The candidate's score on a hold-out is better than the incumbent's on the same rows, by a minimum. */
final class BeatsIncumbent implements PromotionRule {
    private static final String RULE = "beats-incumbent";
    private static final double PERCENT = 100;

    private final HoldOut holdOut;
    private final Metric metric;
    private final double minimumGain;

    BeatsIncumbent(HoldOut holdOut, Metric metric, double minimumGain) {
        this.holdOut = holdOut;
        this.metric = metric;
        this.minimumGain = minimumGain;
    }

    @Override
    public Finding judge(Candidacy candidacy) {
        Optional<Contender> incumbent = candidacy.incumbent();
        try {
            return incumbent.isPresent()
                    ? compare(candidacy.candidate(), incumbent.get())
                    : judgeAlone(candidacy.candidate());
        } catch (InvalidDataException e) {
            return Finding.failed(RULE, "the hold-out cannot be scored: " + e.getMessage());
        }
    }

    private Finding judgeAlone(Contender candidate) {
        TrainingSet rows = holdOut.of(candidate);
        double value = score(candidate, rows);
        SortedMap<String, Double> figures = new TreeMap<>(Map.of("candidate", value, "rows", (double) rows.size()));
        String explanation = "no version is in production to compare with; " + metric.name() + " " + text(value)
                + " on " + rows.size() + " rows";
        return new Finding(RULE, !Double.isNaN(value), explanation, figures);
    }

    private Finding compare(Contender candidate, Contender incumbent) {
        String obstacle = holdOut.obstacle(candidate, incumbent);
        if (!obstacle.isEmpty()) {
            return Finding.failed(RULE, obstacle);
        }
        TrainingSet rows = holdOut.of(candidate);
        TrainingSet theirs = holdOut.of(incumbent);
        if (!Arrays.equals(rows.labels(), theirs.labels())) {
            return Finding.failed(RULE, incumbent.version().label() + " would be judged by other labels: " + theirs);
        }
        double challenger = score(candidate, rows);
        double champion = score(incumbent, theirs);
        double gain = loss(champion) - loss(challenger);
        double relativeGain = gain == 0 ? 0 : gain / Math.abs(champion);
        SortedMap<String, Double> figures = new TreeMap<>(Map.of(
                "candidate", challenger,
                "incumbent", champion,
                "relative-gain", relativeGain,
                "minimum-relative-gain", minimumGain,
                "rows", (double) rows.size()));
        String explanation = "%s %s against %s of %s on %d rows: a relative gain of %s %%, at least %s %% asked for"
                .formatted(
                        metric.name(),
                        text(challenger),
                        text(champion),
                        incumbent.version().label(),
                        rows.size(),
                        text(PERCENT * relativeGain),
                        text(PERCENT * minimumGain));
        return new Finding(RULE, isEnough(gain, champion), explanation, figures);
    }

    /** False where a score is NaN. */
    private boolean isEnough(double gain, double champion) {
        return gain >= minimumGain * Math.abs(champion) && (gain > 0 || minimumGain == 0);
    }

    private double score(Contender contender, TrainingSet rows) {
        return Evaluation.of(contender.model(), rows, metric).value(metric);
    }

    private double loss(double value) {
        return metric.higherIsBetter() ? -value : Math.abs(value);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }
}
