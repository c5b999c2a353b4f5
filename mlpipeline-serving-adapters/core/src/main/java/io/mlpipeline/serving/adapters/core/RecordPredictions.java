package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.data.RecordMapper;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.serving.adapters.core.request.InvalidRequestException;
import io.mlpipeline.serving.adapters.core.request.RequestReader;
import java.util.Collection;
import java.util.List;

/**
 * A service that takes the host's own records. Safe for use by many threads.
 *
 * @param <T> the record type
 */
public final class RecordPredictions<T extends Record> {
    private final PredictionService service;
    private final RecordMapper<T> mapper;
    private final RequestReader reader;

    private RecordPredictions(PredictionService service, RecordMapper<T> mapper, RequestReader reader) {
        this.service = service;
        this.mapper = mapper;
        this.reader = reader;
    }

    static <T extends Record> RecordPredictions<T> of(PredictionService service, Class<T> type) {
        RecordMapper<T> mapper = RecordMapper.of(type);
        try {
            return new RecordPredictions<>(service, mapper, service.contract().readerIgnoringOthers(mapper.schema()));
        } catch (InvalidRequestException e) {
            throw new IllegalArgumentException(
                    "Record " + type.getName() + " does not fit model '"
                            + service.model().name() + "': " + e.getMessage(),
                    e);
        }
    }

    /**
     * Predicts one record; see {@link PredictionService#predict(Row)}.
     *
     * @param request the record
     * @return the answer
     * @throws InvalidRequestException if a component's value does not fit
     * @throws PredictionFailedException if the model gives no finite value
     * @throws ServiceClosedException after the service was closed
     */
    public Prediction predict(T request) {
        return service.predict(() -> reader.read(rowOf(request)));
    }

    /**
     * Predicts every record, all with the same version; see {@link PredictionService#predictAll(io.mlpipeline.api.data.Frame)}.
     *
     * @param requests the records
     * @return one answer a record, in order
     * @throws InvalidRequestException if any record does not fit; nothing is predicted then
     * @throws PredictionFailedException if the model gives no finite value for a record
     * @throws ServiceClosedException after the service was closed
     */
    public List<Prediction> predictAll(Collection<? extends T> requests) {
        return service.predictAll(() -> reader.readAll(requests.stream().map(this::rowOf)));
    }

    private Row rowOf(T request) {
        return mapper.read(request, RowBuffer.of(mapper.schema()));
    }
}
