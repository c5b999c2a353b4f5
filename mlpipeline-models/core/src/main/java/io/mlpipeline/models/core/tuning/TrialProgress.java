package io.mlpipeline.models.core.tuning;

import java.util.ArrayList;
import java.util.List;

/** Where a running trial reports its loss, and asks whether to stop. Safe for use by many threads. */
public final class TrialProgress {
    private final Pruner pruner;
    private final List<Trial> before;
    private final List<Double> reports = new ArrayList<>();
    private boolean stops;

    TrialProgress(Pruner pruner, List<Trial> before) {
        this.pruner = pruner;
        this.before = before;
    }

    /**
     * Reports the loss after one more step, such as a round of boosting.
     *
     * @param loss what is minimised, on rows that do not train
     */
    public synchronized void report(double loss) {
        reports.add(loss);
        stops = stops || pruner.stops(List.copyOf(reports), before);
    }

    /**
     * Whether the trial should end now: return any loss, or throw; it counts as pruned.
     *
     * @return true once the pruner has said so
     */
    public synchronized boolean shouldStop() {
        return stops;
    }

    synchronized List<Double> reports() {
        return List.copyOf(reports);
    }
}
