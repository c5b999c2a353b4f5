package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;
import java.util.ArrayList;
import java.util.List;

/** The forecasters that a backtest compares, each under a name of its own. Immutable and thread-safe. */
public final class Candidates {
    private final List<Candidate> all;

    private Candidates(List<Candidate> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Forecasters that learn each series by itself, under their own names.
     *
     * @param forecasters none or more
     * @return the candidates
     */
    public static Candidates of(Forecaster... forecasters) {
        return of(List.of(forecasters));
    }

    /**
     * Forecasters that learn each series by itself, under their own names.
     *
     * @param forecasters none or more
     * @return the candidates
     */
    public static Candidates of(List<? extends Forecaster> forecasters) {
        Candidates candidates = new Candidates(List.of());
        for (Forecaster each : forecasters) {
            candidates = candidates.and(each.name(), each);
        }
        return candidates;
    }

    /**
     * These and one more that learns each series by itself.
     *
     * @param name a name that no other has
     * @param forecaster the forecaster
     * @return the larger set
     */
    public Candidates and(String name, Forecaster forecaster) {
        return with(new Candidate.Local(name, forecaster));
    }

    /**
     * These and one more that learns one model from all series.
     *
     * @param name a name that no other has
     * @param forecaster the forecaster
     * @return the larger set
     */
    public Candidates and(String name, PanelForecaster forecaster) {
        return with(new Candidate.Global(name, forecaster));
    }

    private Candidates with(Candidate one) {
        if (names().contains(one.name())) {
            throw new IllegalArgumentException(
                    "there is a candidate '" + one.name() + "' already: name this one otherwise, with and(name, ...)");
        }
        List<Candidate> more = new ArrayList<>(all);
        more.add(one);
        return new Candidates(more);
    }

    /**
     * Their names.
     *
     * @return the names in order, unmodifiable
     */
    public List<String> names() {
        return all.stream().map(Candidate::name).toList();
    }

    List<Candidate> all() {
        return all;
    }

    @Override
    public String toString() {
        return "Candidates" + names();
    }
}
