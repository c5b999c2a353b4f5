package io.mlpipeline.models.core.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What may be chosen, as ranges for the setters of a builder. Immutable: each method returns a new search.
 *
 * <pre>{@code
 * Search<XGBoostRegressor.Builder> search = Search.over(XGBoostRegressor::builder)
 *         .whole("depth", 2, 10, XGBoostRegressor.Builder::maxDepth)
 *         .logarithmic("learning rate", 0.01, 0.3, XGBoostRegressor.Builder::learningRate)
 *         .choice("objective", List.of(SQUARED_ERROR, ABSOLUTE_ERROR), XGBoostRegressor.Builder::objective);
 * }</pre>
 *
 * @param <B> the builder
 */
public final class Search<B> {
    private final Supplier<? extends B> start;
    private final List<Parameter<B>> parameters;

    private Search(Supplier<? extends B> start, List<Parameter<B>> parameters) {
        this.start = start;
        this.parameters = List.copyOf(parameters);
    }

    /**
     * Starts a search.
     *
     * @param start makes a builder with everything that is not searched set; called once a trial
     * @param <B> the builder
     * @return a search without parameters
     */
    public static <B> Search<B> over(Supplier<? extends B> start) {
        return new Search<>(start, List.of());
    }

    /**
     * Adds a number.
     *
     * @param name a name that no other parameter has
     * @param low the least value
     * @param high the largest value, above the least
     * @param setter sets it
     * @return a new search
     */
    public Search<B> real(String name, double low, double high, BiConsumer<B, Double> setter) {
        requireRange(name, low, high);
        return with(new Parameter<>(name, low, high, 0, false, false, setter));
    }

    /**
     * Adds a number whose order of magnitude is searched.
     *
     * @param name a name that no other parameter has
     * @param low the least value, above 0
     * @param high the largest value, above the least
     * @param setter sets it
     * @return a new search
     */
    public Search<B> logarithmic(String name, double low, double high, BiConsumer<B, Double> setter) {
        requireRange(name, low, high);
        if (low <= 0) {
            throw new IllegalArgumentException(
                    "The logarithm of '" + name + "' needs values above 0, got " + low + ". Maybe you want real()");
        }
        return with(new Parameter<>(name, StrictMath.log(low), StrictMath.log(high), 0, false, true, setter));
    }

    /**
     * Adds a whole number.
     *
     * @param name a name that no other parameter has
     * @param low the least value
     * @param high the largest value, above the least
     * @param setter sets it
     * @return a new search
     */
    public Search<B> whole(String name, int low, int high, BiConsumer<B, Integer> setter) {
        requireRange(name, low, high);
        return with(new Parameter<>(
                name,
                low - 0.5,
                high + 0.5,
                0,
                true,
                false,
                (builder, value) -> setter.accept(builder, (int) Math.rint(value))));
    }

    /**
     * Adds a choice.
     *
     * @param name a name that no other parameter has
     * @param options two options or more, in no order that matters
     * @param setter sets one
     * @param <T> the options' type
     * @return a new search
     */
    public <T> Search<B> choice(String name, List<T> options, BiConsumer<B, T> setter) {
        List<T> copy = List.copyOf(options);
        if (copy.size() < 2) {
            throw new IllegalArgumentException("'" + name + "' needs two options or more, got " + copy);
        }
        return with(new Parameter<>(
                name,
                0,
                copy.size() - 1,
                copy.size(),
                false,
                false,
                (builder, value) -> setter.accept(builder, copy.get((int) Math.rint(value)))));
    }

    private static void requireRange(String name, double low, double high) {
        if (!(low < high && Double.isFinite(high - low))) {
            throw new IllegalArgumentException(
                    "The range of '" + name + "' must rise and be finite, got " + low + " to " + high);
        }
    }

    private Search<B> with(Parameter<B> parameter) {
        if (parameters.stream().anyMatch(each -> each.name().equals(parameter.name()))) {
            throw new IllegalArgumentException("Parameter '" + parameter.name() + "' is given twice");
        }
        List<Parameter<B>> all = new ArrayList<>(parameters);
        all.add(parameter);
        return new Search<>(start, all);
    }

    List<Parameter<B>> parameters() {
        return parameters;
    }

    /**
     * The parameters' names, in the order in which they were added.
     *
     * @return an immutable list
     */
    public List<String> names() {
        return parameters.stream().map(Parameter::name).toList();
    }

    /**
     * A builder with a trial's values set.
     *
     * @param trial a trial of this search
     * @return a new builder
     */
    public B builder(Trial trial) {
        B builder = start.get();
        for (int i = 0; i < parameters.size(); i++) {
            parameters.get(i).setter().accept(builder, trial.values().get(i));
        }
        return builder;
    }

    List<String> describe() {
        return parameters.stream().map(Parameter::describe).toList();
    }

    @Override
    public String toString() {
        return "Search" + describe();
    }
}
