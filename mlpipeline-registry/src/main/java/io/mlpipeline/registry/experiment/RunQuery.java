package io.mlpipeline.registry.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which runs of an experiment to list, and in which order. Immutable.
 *
 * <pre>{@code
 * RunQuery best = RunQuery.all().parameter("depth", "6").atLeast("auc", 0.8).highestFirst("auc").limit(10);
 * }</pre>
 */
public final class RunQuery {
    private static final RunQuery ALL =
            new RunQuery(run -> true, Comparator.comparingInt(run -> -run.id().number()), Integer.MAX_VALUE);

    private final Predicate<Run> condition;
    private final Comparator<Run> order;
    private final int limit;

    private RunQuery(Predicate<Run> condition, Comparator<Run> order, int limit) {
        this.condition = condition;
        this.order = order;
        this.limit = limit;
    }

    /**
     * All runs, the newest first.
     *
     * @return the query
     */
    public static RunQuery all() {
        return ALL;
    }

    /**
     * Only runs with a parameter.
     *
     * @param name its name
     * @param exactly its value
     * @return such a query
     */
    public RunQuery parameter(String name, String exactly) {
        return and(run -> exactly.equals(run.parameters().get(name)));
    }

    /**
     * Only runs with a tag.
     *
     * @param key its key
     * @param exactly its value
     * @return such a query
     */
    public RunQuery tagged(String key, String exactly) {
        return and(run -> exactly.equals(run.tags().get(key)));
    }

    /**
     * Only runs that have come so far.
     *
     * @param status how far
     * @return such a query
     */
    public RunQuery in(RunStatus status) {
        return and(run -> run.status() == status);
    }

    /**
     * Only the parts of one run, such as the trials of a study.
     *
     * @param parent the run's number
     * @return such a query
     */
    public RunQuery childrenOf(int parent) {
        return and(run -> run.parent().isPresent() && run.parent().getAsInt() == parent);
    }

    /**
     * Only runs whose metric ended at a value or above. One that is missing or {@code NaN} is not.
     *
     * @param metric its name
     * @param least the value
     * @return such a query
     */
    public RunQuery atLeast(String metric, double least) {
        return and(run -> run.metrics().getOrDefault(metric, Double.NaN) >= least);
    }

    /**
     * Only runs whose metric ended at a value or below. One that is missing or {@code NaN} is not.
     *
     * @param metric its name
     * @param most the value
     * @return such a query
     */
    public RunQuery atMost(String metric, double most) {
        return and(run -> run.metrics().getOrDefault(metric, Double.NaN) <= most);
    }

    /**
     * By falling value of a metric. Runs without a value come last, equal ones by number.
     *
     * @param metric its name
     * @return such a query
     */
    public RunQuery highestFirst(String metric) {
        return ordered(metric, -1);
    }

    /**
     * By rising value of a metric. Runs without a value come last, equal ones by number.
     *
     * @param metric its name
     * @return such a query
     */
    public RunQuery lowestFirst(String metric) {
        return ordered(metric, 1);
    }

    /**
     * At most so many.
     *
     * @param most 1 or more
     * @return such a query
     */
    public RunQuery limit(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("The most runs wanted must be 1 or more, got " + most);
        }
        return new RunQuery(condition, order, most);
    }

    /**
     * Answers the query.
     *
     * @param runs all runs
     * @return those that are asked for, in order
     */
    public List<Run> of(List<Run> runs) {
        return runs.stream().filter(condition).sorted(order).limit(limit).toList();
    }

    private RunQuery and(Predicate<Run> more) {
        return new RunQuery(condition.and(more), order, limit);
    }

    /** NaN is greater than any other number for {@code comparingDouble}, so it stays last in both directions. */
    private RunQuery ordered(String metric, int sign) {
        Comparator<Run> byValue =
                Comparator.comparingDouble(run -> sign * run.metrics().getOrDefault(metric, Double.NaN));
        return new RunQuery(condition, byValue.thenComparing(run -> run.id().number()), limit);
    }
}
