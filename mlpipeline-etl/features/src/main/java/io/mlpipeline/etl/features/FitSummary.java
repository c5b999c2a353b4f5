package io.mlpipeline.etl.features;

import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.api.profile.DatasetProfiler;
import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.etl.features.expr.GroupMoments;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one pass over the rows, or over a part of them, has learned.
 *
 * <p>Summaries of parts merge into the summary of the whole, whatever the parts and their order. {@link Serializable} only so
 * that a distributed engine can move it between the processes of one job. Not thread-safe.
 */
public final class FitSummary implements Serializable {
    private static final long serialVersionUID = 1L;

    private final NumericProfile.Accumulator[] numbers;
    private final CategoricalProfile.Accumulator[] categories;
    private final GroupMoments[] groups;
    private final DatasetProfiler profiler;

    FitSummary(int numbers, int categories, int[] foldsOfGroups, DatasetProfiler profiler) {
        this.numbers = Stream.generate(NumericProfile.Accumulator::new)
                .limit(numbers)
                .toArray(NumericProfile.Accumulator[]::new);
        this.categories = Stream.generate(CategoricalProfile.Accumulator::new)
                .limit(categories)
                .toArray(CategoricalProfile.Accumulator[]::new);
        this.groups = IntStream.of(foldsOfGroups).mapToObj(GroupMoments::new).toArray(GroupMoments[]::new);
        this.profiler = profiler;
    }

    /**
     * Adds what another part has learned.
     *
     * @param other a summary of the same pass, left as it is
     * @return this summary
     */
    public FitSummary merge(FitSummary other) {
        IntStream.range(0, numbers.length).forEach(i -> numbers[i].merge(other.numbers[i]));
        IntStream.range(0, categories.length).forEach(i -> categories[i].merge(other.categories[i]));
        IntStream.range(0, groups.length).forEach(i -> groups[i].merge(other.groups[i]));
        profiler.merge(other.profiler);
        return this;
    }

    List<NumericProfile.Accumulator> numbers() {
        return List.of(numbers);
    }

    List<CategoricalProfile.Accumulator> categories() {
        return List.of(categories);
    }

    List<GroupMoments> groups() {
        return List.of(groups);
    }

    DatasetProfiler profiler() {
        return profiler;
    }
}
