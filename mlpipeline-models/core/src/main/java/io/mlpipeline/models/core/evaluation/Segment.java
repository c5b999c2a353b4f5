package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How good a model is on a part of the hold-out.
 *
 * @param name what its rows have in common
 * @param evaluation the evaluation on them
 */
public record Segment(String name, Evaluation evaluation) {
    /**
     * Judges a model on each part of a hold-out by itself.
     *
     * @param model the model
     * @param test the hold-out
     * @param segment names the part that a row belongs to
     * @param first the metric that matters most
     * @param more further ones
     * @return the parts by name
     */
    public static List<Segment> of(
            Model model, TrainingSet test, IntFunction<String> segment, Metric first, Metric... more) {
        return IntStream.range(0, test.size())
                .mapToObj(segment)
                .distinct()
                .sorted()
                .map(name -> new Segment(
                        name,
                        Evaluation.of(
                                model, test.where(row -> segment.apply(row).equals(name)), first, more)))
                .toList();
    }
}
