package io.mlpipeline.models.core.tuning;

import java.util.List;

/** Decides whether a trial goes on after a step. Implementations are immutable and safe for use by many threads. */
@FunctionalInterface
public interface Pruner {
    /**
     * Whether a trial should stop.
     *
     * @param reports its losses so far, one a step, at least one
     * @param before the trials that it may be compared with
     * @return true if going on is not worth it
     */
    boolean stops(List<Double> reports, List<Trial> before);

    /**
     * Never stops a trial.
     *
     * @return the pruner
     */
    static Pruner none() {
        return (reports, before) -> false;
    }

    /**
     * Stops a trial whose best loss so far is above the median of what others reported at the same step.
     *
     * <p>Source: D. Golovin et al., Google Vizier, KDD 2017.
     *
     * @param trials how many trials must have reached the step, 1 or more
     * @param steps up to which step every trial goes on, 0 or more
     * @return the pruner
     */
    static Pruner median(int trials, int steps) {
        if (trials < 1 || steps < 0) {
            throw new IllegalArgumentException(
                    "The median needs a trial or more, and steps of 0 or more; got " + trials + " and " + steps);
        }
        return (reports, before) -> {
            int step = reports.size();
            double[] others = before.stream()
                    .filter(each -> each.reports().size() >= step)
                    .mapToDouble(each -> each.reports().get(step - 1))
                    .sorted()
                    .toArray();
            if (step <= steps || others.length < trials) {
                return false;
            }
            int half = others.length / 2;
            double median = others.length % 2 == 1 ? others[half] : (others[half - 1] + others[half]) / 2;
            double best =
                    reports.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            return !(best <= median);
        };
    }

    /**
     * Successive halving: at steps {@code first}, {@code first * factor}, {@code first * factor^2} and so on, only a trial among the
     * best {@code 1 / factor} of those that came so far goes on.
     *
     * <p>Source: L. Li et al., A system for massively parallel hyperparameter tuning (ASHA), MLSys 2020.
     *
     * @param first the first step that decides, 1 or more
     * @param factor 2 or more
     * @return the pruner
     */
    static Pruner asha(int first, int factor) {
        if (first < 1 || factor < 2) {
            throw new IllegalArgumentException(
                    "ASHA needs a first step of 1 or more and a factor of 2 or more, got " + first + " and " + factor);
        }
        return (reports, before) -> {
            int step = reports.size();
            long rung = first;
            while (rung < step) {
                rung *= factor;
            }
            if (rung != step) {
                return false;
            }
            double loss = reports.get(step - 1);
            long reached = 1
                    + before.stream()
                            .filter(each -> each.reports().size() >= step)
                            .count();
            long better = before.stream()
                    .filter(each ->
                            each.reports().size() >= step && each.reports().get(step - 1) <= loss)
                    .count();
            return Double.isNaN(loss) || (reached >= factor && better >= Math.max(1, reached / factor));
        };
    }
}
