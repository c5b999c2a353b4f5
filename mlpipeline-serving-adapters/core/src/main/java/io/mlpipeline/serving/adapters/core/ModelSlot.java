package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.serving.adapters.core.request.RequestContract;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the version that answers and replaces it as a whole, after the new one has been opened and checked. A call that has
 * begun ends on the version it began with.
 */
final class ModelSlot {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);

    private final ModelSource source;
    private final RequestContract contract;
    private final @Nullable History history;
    private final Clock clock;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final LongAdder reloads = new LongAdder();
    private volatile Occupant occupant;
    private volatile @Nullable Row answered;

    /**
     * A version in place, and what keeps the service from following the registry.
     *
     * @param scorer takes rows of the contract
     */
    record Occupant(LoadedModel model, Scorer scorer, History history, Instant since, String degraded) {
        Answer answer(Row accepted) {
            return scorer.answer(accepted, history);
        }

        private Occupant degraded(String reason) {
            return new Occupant(model, scorer, history, since, reason);
        }
    }

    ModelSlot(ModelSource source, LoadedModel first, RequestContract contract, @Nullable History history, Clock clock) {
        this.source = source;
        this.contract = contract;
        this.history = history;
        this.clock = clock;
        this.occupant = seat(first);
    }

    private Occupant seat(LoadedModel model) {
        History past = history == null ? History.none() : history;
        return new Occupant(model, model.scorers().apply(contract.schema()), past, clock.instant(), "");
    }

    Occupant occupant() {
        return occupant;
    }

    /** Remembers a request that was answered well, for a new version to rehearse on. */
    void remember(Row accepted) {
        answered = accepted;
    }

    long reloads() {
        return reloads.sum();
    }

    RefreshOutcome refresh() {
        refreshing.lock();
        try {
            return follow();
        } catch (RuntimeException e) {
            keep(e);
            return RefreshOutcome.KEPT;
        } finally {
            refreshing.unlock();
        }
    }

    private RefreshOutcome follow() {
        if (source.isCurrent(occupant.model())) {
            occupant = occupant.degraded("");
            return RefreshOutcome.UNCHANGED;
        }
        LoadedModel next = source.load();
        requireFit(next);
        Occupant successor = seat(next);
        rehearse(successor);
        LOG.info(
                "{} answers now, in place of {}",
                next.info().label(),
                occupant.model().info().label());
        occupant = successor;
        reloads.increment();
        return RefreshOutcome.SWITCHED;
    }

    private void requireFit(LoadedModel next) {
        List<String> lacking = contract.lackingFor(next.features()).stream()
                .map(column -> "'" + column.name() + "' (" + column.type() + ")")
                .toList();
        if (!lacking.isEmpty()) {
            throw new IllegalStateException(next.info().label() + " asks for " + lacking
                    + ", which callers of this service do not send. Build a new service for it");
        }
        if (next.features().usesHistory() && history == null) {
            throw new IllegalStateException(next.info().label()
                    + " looks at the past of a series, and this service was built without a history. Build a new one");
        }
    }

    /** The bundle's own check replays its golden rows; this shows that it also gets along with the host's history. */
    private void rehearse(Occupant successor) {
        Row request = answered;
        if (request == null) {
            return;
        }
        double value = successor.answer(request).value();
        if (!Double.isFinite(value)) {
            throw new IllegalStateException(successor.model().info().label() + " gives " + value
                    + " for a request that " + occupant.model().info().label() + " has answered");
        }
    }

    private void keep(RuntimeException cause) {
        String reason = String.valueOf(cause.getMessage());
        if (!reason.equals(occupant.degraded())) {
            boolean expected = cause instanceof MlPipelineException || cause instanceof IllegalStateException;
            LOG.warn("{} goes on: {}", occupant.model().info().label(), reason, expected ? null : cause);
        }
        occupant = occupant.degraded(reason);
    }
}
