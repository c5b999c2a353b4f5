package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RecordMapper;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.serving.adapters.core.request.InvalidRequestException;
import io.mlpipeline.serving.adapters.core.request.RequestContract;
import io.mlpipeline.serving.adapters.core.request.RequestReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Answers requests with one model, inside the process. Safe for use by many threads.
 *
 * <p>Every request is checked against the {@link #contract()}, and every answer is finite. The contract is fixed when the service
 * is built: a version that asks for more never replaces one that callers can satisfy. Calls take the time of the model and
 * allocate little; they do no input or output unless the host's history does.
 *
 * <pre>{@code
 * record Sale(String item, LocalDate day, double price) {}
 *
 * try (PredictionService service =
 *         PredictionService.of(registry, "daily-units").history(history).build()) {
 *     double units = service.as(Sale.class).predict(new Sale("85123A", day, 2.55)).value();
 * }
 * }</pre>
 */
public final class PredictionService implements AutoCloseable {
    private final ModelSlot slot;
    private final RequestContract contract;
    private final List<EventChannel> listeners;
    private final Runnable stopPolling;
    private final Clock clock;
    private final PredictionIds ids = new PredictionIds();
    private final LatencyHistogram latency = new LatencyHistogram();
    private final LongAdder predictions = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile RequestReader newestReader;
    private volatile boolean closed;

    PredictionService(
            ModelSlot slot, RequestContract contract, List<EventChannel> listeners, Runnable stopPolling, Clock clock) {
        this.slot = slot;
        this.contract = contract;
        this.listeners = List.copyOf(listeners);
        this.stopPolling = stopPolling;
        this.clock = clock;
        this.newestReader = contract.reader(contract.schema());
    }

    /**
     * Serves the version of a model that a registry has in production, and follows it on {@link #refresh()}.
     *
     * @param registry the registry; it stays open, and must while the service is refreshed
     * @param model the model's name
     * @return what else there is to decide
     */
    public static PredictionServiceBuilder of(ModelRegistry registry, String model) {
        return new PredictionServiceBuilder(new RegistrySource(registry, model));
    }

    /**
     * Serves a bundle, for ever the same.
     *
     * @param bundle the bundle
     * @return what else there is to decide
     * @throws io.mlpipeline.api.error.InvalidDataException if its model has several outputs that are no classes
     */
    public static PredictionServiceBuilder of(Bundle bundle) {
        return new PredictionServiceBuilder(new BundleSource(bundle));
    }

    /**
     * Predicts one row.
     *
     * @param request a row with the fields of the {@link #contract()}, in any order; an integer stands for a number too
     * @return the answer
     * @throws InvalidRequestException if the row does not fit; it says which fields and why
     * @throws PredictionFailedException if the model gives no finite value
     * @throws ServiceClosedException after {@link #close()}
     */
    public Prediction predict(Row request) {
        return predict(() -> readerOf(request.schema()).read(request));
    }

    /**
     * Predicts every row of a frame, all with the same version.
     *
     * @param requests rows with the fields of the {@link #contract()}, in any order of columns
     * @return one answer a row, in order
     * @throws InvalidRequestException if any row does not fit; nothing is predicted then
     * @throws PredictionFailedException if the model gives no finite value for a row; it says which
     * @throws ServiceClosedException after {@link #close()}
     */
    public List<Prediction> predictAll(Frame requests) {
        return predictAll(() -> readerOf(requests.schema()).readAll(requests));
    }

    /**
     * This service for requests as the host's own records. Components are matched with fields by name; components that are no
     * field are ignored.
     *
     * @param type a record class that {@link RecordMapper} can read
     * @param <T> the record type
     * @return a view of this service
     * @throws IllegalArgumentException if the record lacks a field that is not optional, or types one otherwise; the message
     *     names them
     */
    public <T extends Record> RecordPredictions<T> as(Class<T> type) {
        return RecordPredictions.of(this, type);
    }

    Prediction predict(Supplier<Row> accepting) {
        long start = begin();
        Row accepted = accept(accepting);
        ModelSlot.Occupant model = slot.occupant();
        Prediction prediction = answer(model, accepted, clock.instant(), 0);
        long nanos = System.nanoTime() - start;
        predictions.increment();
        latency.add(nanos);
        slot.remember(accepted);
        publish(prediction, accepted, nanos);
        return prediction;
    }

    List<Prediction> predictAll(Supplier<List<Row>> accepting) {
        long start = begin();
        List<Row> accepted = accept(accepting);
        ModelSlot.Occupant model = slot.occupant();
        Instant now = clock.instant();
        List<Prediction> answers = new ArrayList<>(accepted.size());
        for (Row each : accepted) {
            answers.add(answer(model, each, now, answers.size()));
        }
        long nanos = System.nanoTime() - start;
        predictions.add(answers.size());
        latency.add(nanos);
        for (int i = 0; i < answers.size(); i++) {
            slot.remember(accepted.get(i));
            publish(answers.get(i), accepted.get(i), nanos / answers.size());
        }
        return List.copyOf(answers);
    }

    private long begin() {
        if (closed) {
            throw new ServiceClosedException(model().name());
        }
        return System.nanoTime();
    }

    private <T> T accept(Supplier<T> accepting) {
        try {
            return accepting.get();
        } catch (InvalidRequestException e) {
            refused.increment();
            throw e;
        }
    }

    /** Most callers send one layout, so that remembering the newest is enough. */
    private RequestReader readerOf(Schema layout) {
        RequestReader reader = newestReader;
        if (!reader.layout().equals(layout)) {
            reader = contract.reader(layout);
            newestReader = reader;
        }
        return reader;
    }

    private Prediction answer(ModelSlot.Occupant occupant, Row accepted, Instant now, int instance) {
        ServedModel model = occupant.model().info();
        Answer answer = score(occupant, accepted, instance);
        return new Prediction(
                ids.next(),
                answer.value(),
                model.name(),
                model.version(),
                model.bundleHash(),
                now,
                answer.probabilities());
    }

    private Answer score(ModelSlot.Occupant occupant, Row accepted, int instance) {
        String label = occupant.model().info().label();
        Answer answer;
        try {
            answer = occupant.answer(accepted);
        } catch (RuntimeException e) {
            failed.increment();
            throw new PredictionFailedException(
                    label + " failed on instance " + instance
                            + "; the cause says how. Maybe the history does not have what its features need",
                    e);
        }
        if (!Double.isFinite(answer.value())) {
            failed.increment();
            throw new PredictionFailedException(
                    label + " gives " + answer.value() + " for instance " + instance
                            + ". Maybe a feature is missing there, such as the past of a new series: impute it in the pipeline");
        }
        return answer;
    }

    private void publish(Prediction prediction, Row accepted, long nanos) {
        if (!listeners.isEmpty()) {
            PredictionEvent event = new PredictionEvent(prediction, accepted, Duration.ofNanos(nanos));
            listeners.forEach(each -> each.offer(event));
        }
    }

    /**
     * The fields of a request with their types.
     *
     * @return the schema of the {@link #contract()}
     */
    public Schema requestSchema() {
        return contract.schema();
    }

    /**
     * What a request must have.
     *
     * @return the contract, the same for the life of the service
     */
    public RequestContract contract() {
        return contract;
    }

    /**
     * The version that answers now.
     *
     * @return what is known of it
     */
    public ServedModel model() {
        return slot.occupant().model().info();
    }

    /**
     * Looks which version the registry has in production and, if it is another, opens and checks it, tries it on a request that
     * was answered lately, and lets it answer from then on. Calls go on meanwhile. Nothing is thrown for a version that cannot be taken: the old one goes on.
     *
     * @return what was done; always {@link RefreshOutcome#UNCHANGED} for a service of a bundle
     * @throws ServiceClosedException after {@link #close()}
     */
    public RefreshOutcome refresh() {
        begin();
        return slot.refresh();
    }

    /**
     * How the service does.
     *
     * @return the status now; the figures may be some calls apart
     */
    public ServiceStatus status() {
        ModelSlot.Occupant occupant = slot.occupant();
        return new ServiceStatus(
                occupant.model().info(), occupant.since(), occupant.degraded(), counts(), latency.summary());
    }

    private ServiceCounts counts() {
        return new ServiceCounts(
                predictions.sum(),
                refused.sum(),
                failed.sum(),
                slot.reloads(),
                listeners.stream().mapToLong(EventChannel::pending).sum(),
                listeners.stream().mapToLong(EventChannel::dropped).sum(),
                listeners.stream().mapToLong(EventChannel::failures).sum());
    }

    /**
     * Whether {@link #close()} was called.
     *
     * @return true if it was
     */
    public boolean isClosed() {
        return closed;
    }

    /**
     * Refuses further calls and stops looking at the registry. Calls that have begun end well; events that wait are still
     * delivered while their executor runs. Executors, history and registry stay open. Closing twice does nothing.
     */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            stopPolling.run();
            listeners.forEach(EventChannel::close);
        }
    }
}
