package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * How good an estimator's models are on rows that each was not trained on, round by round.
 *
 * @param rounds one evaluation a round, in order
 */
public record CrossValidation(List<Evaluation> rounds) {
    /** Copies the rounds. */
    public CrossValidation {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("A cross-validation has one round or more");
        }
    }

    /**
     * Trains and judges in every round, as many at once as the executor runs. The result does not depend on their order.
     *
     * @param estimator what to judge; each round trains it anew
     * @param rows the rows
     * @param folding which rows train and test in each round
     * @param executor where the rounds run; {@code Runnable::run} for one after the other in this thread
     * @param first the metric that matters most
     * @param more further ones
     * @return the evaluations
     * @throws io.mlpipeline.api.error.InvalidDataException if a round cannot be trained or judged
     */
    public static CrossValidation of(
            Estimator estimator, TrainingSet rows, Folding folding, Executor executor, Metric first, Metric... more) {
        List<CompletableFuture<Evaluation>> running = new ArrayList<>();
        for (Fold fold : folding.of(rows)) {
            running.add(CompletableFuture.supplyAsync(
                    () -> {
                        Parts parts = fold.parts();
                        return Evaluation.of(estimator.fit(parts.train()).model(), parts.test(), first, more);
                    },
                    executor));
        }
        CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                .handle((done, failure) -> done)
                .join();
        try {
            return new CrossValidation(
                    running.stream().map(CompletableFuture::join).toList());
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * The mean of a metric over the rounds.
     *
     * @param metric a metric that was asked for
     * @return its mean
     */
    public double mean(Metric metric) {
        return rounds.stream().mapToDouble(each -> each.value(metric)).sum() / rounds.size();
    }

    /**
     * How far the rounds lie apart: the standard deviation of a metric over the rounds, of the sample.
     *
     * @param metric a metric that was asked for
     * @return 0 or more; {@code NaN} of one round
     */
    public double deviation(Metric metric) {
        double mean = mean(metric);
        double sum = rounds.stream()
                .mapToDouble(each -> each.value(metric) - mean)
                .map(each -> each * each)
                .sum();
        return rounds.size() == 1 ? Double.NaN : Math.sqrt(sum / (rounds.size() - 1));
    }
}
