package io.mlpipeline.models.timeseries.reconciliation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.PredictionInterval;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes the forecasts of a hierarchy add up. Immutable and thread-safe.
 *
 * <p>Bottom-up keeps the forecasts at the bottom, top-down splits that of the total, and trace minimisation (Wickramasuriya,
 * Athanasopoulos and Hyndman 2019) moves all of them as little as the covariance of their errors allows, which gives unbiased
 * forecasts of least variance if that covariance is right. Sums come out exactly as the sums of the bottom forecasts. Intervals move
 * with their means and keep their widths.
 */
public final class Reconciliation {
    private final Hierarchy hierarchy;
    private final String name;
    private final BottomRule rule;

    private Reconciliation(Hierarchy hierarchy, String name, BottomRule rule) {
        this.hierarchy = hierarchy;
        this.name = name;
        this.rule = rule;
    }

    /** What share of the total each bottom series gets. */
    public enum Proportions {
        /** The sum of its past over the sum of the total's. */
        OF_AVERAGES,
        /** The mean over the steps of its share of the total; steps whose total is 0 or missing don't count. */
        AVERAGE
    }

    /**
     * Adds up the forecasts at the bottom.
     *
     * @param hierarchy the hierarchy
     * @return the reconciliation
     */
    public static Reconciliation bottomUp(Hierarchy hierarchy) {
        int sums = hierarchy.nodes().size() - hierarchy.bottom().size();
        return new Reconciliation(hierarchy, "bottom-up", base -> {
            double[][] bottoms = new double[base.length][];
            Arrays.setAll(bottoms, step -> Arrays.copyOfRange(base[step], sums, base[step].length));
            return bottoms;
        });
    }

    /**
     * Splits the forecast of the total by shares of the past (Gross and Sohl 1990).
     *
     * @param hierarchy a hierarchy with a {@linkplain Hierarchy#total() total}
     * @param past the series at the bottom
     * @param proportions which shares
     * @return the reconciliation
     * @throws InvalidDataException if the past gives no shares, as all of it is 0 or missing
     */
    public static Reconciliation topDown(Hierarchy hierarchy, Panel past, Proportions proportions) {
        List<String> total = Collections.nCopies(hierarchy.bottom().get(0).size(), Hierarchy.ANY);
        int node = hierarchy.nodes().indexOf(total);
        if (node < 0) {
            throw new IllegalArgumentException("the hierarchy has no total to split: declare it with total()");
        }
        double[] shares = Shares.of(hierarchy, past, proportions);
        return new Reconciliation(hierarchy, "top-down", base -> {
            double[][] bottoms = new double[base.length][shares.length];
            for (int step = 0; step < base.length; step++) {
                double whole = base[step][node];
                Arrays.setAll(bottoms[step], i -> shares[i] * whole);
            }
            return bottoms;
        });
    }

    /**
     * Trace minimisation that takes all errors as equal and independent: ordinary least squares.
     *
     * @param hierarchy the hierarchy
     * @return the reconciliation
     */
    public static Reconciliation ordinaryLeastSquares(Hierarchy hierarchy) {
        double[] variances = new double[hierarchy.nodes().size()];
        Arrays.fill(variances, 1);
        return minimumTrace(hierarchy, "OLS", Covariance.diagonal(variances));
    }

    /**
     * Trace minimisation that takes the variance of a sum as the number of series in it: weighted least squares by structure.
     *
     * @param hierarchy the hierarchy
     * @return the reconciliation
     */
    public static Reconciliation structural(Hierarchy hierarchy) {
        double[] ones = new double[hierarchy.bottom().size()];
        Arrays.fill(ones, 1);
        return minimumTrace(hierarchy, "WLS by structure", Covariance.diagonal(hierarchy.sums(ones)));
    }

    /**
     * Trace minimisation with the covariance of past errors, shrunk towards its diagonal (Schäfer and Strimmer 2005).
     *
     * @param hierarchy the hierarchy
     * @param errors one-step errors, a row an origin, a column a node in the order of {@link Hierarchy#nodes()}; at least two rows
     * @return the reconciliation
     * @see #errors(Hierarchy, BacktestResult, String)
     */
    public static Reconciliation shrinkage(Hierarchy hierarchy, double[][] errors) {
        int nodes = hierarchy.nodes().size();
        for (double[] row : errors) {
            if (row.length != nodes || !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(
                        "the errors " + Arrays.toString(row) + " do not serve: give one finite"
                                + " error for each of the " + nodes + " nodes of the hierarchy");
            }
        }
        if (errors.length < 2) {
            throw new InvalidDataException(
                    errors.length + " rows of errors have no covariance: backtest from more origins");
        }
        return minimumTrace(hierarchy, "MinT, shrunk", Covariance.shrunk(errors));
    }

    private static Reconciliation minimumTrace(Hierarchy hierarchy, String name, Covariance covariance) {
        return new Reconciliation(hierarchy, name, new MinimumTrace(hierarchy.members(), covariance));
    }

    /**
     * The errors of a backtest at its first step, for {@link #shrinkage}.
     *
     * @param hierarchy the hierarchy
     * @param backtest a backtest of all nodes
     * @param forecaster the candidate whose errors are wanted
     * @return a row for each origin from which every node was forecast and its value came
     * @throws InvalidDataException if there is no such origin
     */
    public static double[][] errors(Hierarchy hierarchy, BacktestResult backtest, String forecaster) {
        List<List<String>> nodes = hierarchy.nodes();
        double[][] rows = new double[backtest.origins()][nodes.size()];
        for (double[] row : rows) {
            Arrays.fill(row, Double.NaN);
        }
        Map<List<String>, Integer> position = new LinkedHashMap<>();
        nodes.forEach(node -> position.put(node, position.size()));
        backtest.cases(forecaster).forEach(each -> {
            Integer node = position.get(each.key());
            if (node != null) {
                rows[each.origin()][node] = each.error(1);
            }
        });
        double[][] complete = Arrays.stream(rows)
                .filter(row -> Arrays.stream(row).noneMatch(Double::isNaN))
                .toArray(double[][]::new);
        if (complete.length == 0) {
            throw new InvalidDataException("at none of " + rows.length + " origins have all " + nodes.size()
                    + " nodes an error: backtest the panel that Hierarchy.aggregate gives");
        }
        return complete;
    }

    /**
     * Reconciles numbers.
     *
     * @param base a forecast of each node in the order of {@link Hierarchy#nodes()}, all finite
     * @return the reconciled ones in the same order
     */
    public double[] reconcile(double... base) {
        if (base.length != hierarchy.nodes().size() || !Arrays.stream(base).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("give one finite number for each of the "
                    + hierarchy.nodes().size() + " nodes, not " + Arrays.toString(base));
        }
        return hierarchy.sums(rule.bottoms(new double[][] {base})[0]);
    }

    /**
     * Reconciles forecasts.
     *
     * @param base a forecast of every node by its key, all of the same steps and levels
     * @return the reconciled forecasts in the order of {@link Hierarchy#nodes()}, unmodifiable
     * @throws IllegalArgumentException if a node has none, or they differ in stamps or levels
     */
    public Map<List<String>, Forecast> reconcile(Map<List<String>, Forecast> base) {
        List<List<String>> nodes = hierarchy.nodes();
        List<Forecast> forecasts =
                nodes.stream().map(node -> forecast(base, node, nodes.get(0))).toList();
        double[][] steps = new double[forecasts.get(0).steps()][nodes.size()];
        for (int step = 0; step < steps.length; step++) {
            for (int node = 0; node < nodes.size(); node++) {
                steps[step][node] = forecasts.get(node).mean(step + 1);
            }
        }
        double[][] bottoms = rule.bottoms(steps);
        double[][] means = new double[nodes.size()][steps.length];
        for (int step = 0; step < steps.length; step++) {
            double[] all = hierarchy.sums(bottoms[step]);
            for (int node = 0; node < all.length; node++) {
                means[node][step] = all[node];
            }
        }
        Map<List<String>, Forecast> reconciled = new LinkedHashMap<>();
        for (int node = 0; node < means.length; node++) {
            reconciled.put(nodes.get(node), moved(forecasts.get(node), means[node]));
        }
        return Collections.unmodifiableMap(reconciled);
    }

    private static Forecast forecast(Map<List<String>, Forecast> base, List<String> node, List<String> firstNode) {
        Forecast found = base.get(node);
        Forecast first = base.get(firstNode);
        if (found == null || first == null) {
            throw new IllegalArgumentException("no forecast of " + node + ": give one for every node of the hierarchy");
        }
        if (found.steps() != first.steps()
                || !found.levels().equals(first.levels())
                || !found.stamp(1).equals(first.stamp(1))) {
            throw new IllegalArgumentException("the forecast of " + node + " has " + found.steps() + " steps from "
                    + found.stamp(1) + " with levels " + found.levels() + ", but that of " + firstNode + " "
                    + first.steps() + " from " + first.stamp(1) + " with " + first.levels()
                    + ": forecast all with one horizon from one stamp");
        }
        return found;
    }

    private Forecast moved(Forecast base, double[] mean) {
        LocalDateTime[] stamps = new LocalDateTime[mean.length];
        Arrays.setAll(stamps, step -> base.stamp(step + 1));
        double[] levels =
                base.levels().stream().mapToDouble(Double::doubleValue).toArray();
        Horizon horizon = Horizon.of(mean.length).withLevels(levels);
        Forecast.Builder builder = Forecast.builder(base.method() + ", " + name, stamps, horizon, mean)
                .fallback(base.fallback().orElse(null));
        for (int i = 0; i < levels.length; i++) {
            double[] lower = new double[mean.length];
            double[] upper = new double[mean.length];
            for (int step = 0; step < mean.length; step++) {
                PredictionInterval interval = base.interval(step + 1, levels[i]);
                double shift = mean[step] - base.mean(step + 1);
                lower[step] = interval.lower() + shift;
                upper[step] = interval.upper() + shift;
            }
            builder.bounds(i, lower, upper);
        }
        return builder.build();
    }

    @Override
    public String toString() {
        return name + " over " + hierarchy;
    }
}
