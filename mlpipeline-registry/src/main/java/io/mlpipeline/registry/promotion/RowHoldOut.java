package io.mlpipeline.registry.promotion;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.model.TrainingSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rows as they come, of which each contender computes its own feature vectors. */
final class RowHoldOut implements HoldOut {
    private final Frame rows;
    private final long fromMicros;

    RowHoldOut(Frame rows, Instant from) {
        if (rows.size() == 0) {
            throw new IllegalArgumentException("A hold-out needs at least one row, got none of " + rows.schema());
        }
        this.rows = rows;
        this.fromMicros = ChronoUnit.MICROS.between(Instant.EPOCH, from);
    }

    @Override
    public TrainingSet of(Contender contender) {
        TrainingSet all = contender.features().trainingSet(rows);
        return all.where(row -> all.time(row) >= fromMicros);
    }

    @Override
    public String obstacle(Contender candidate, Contender incumbent) {
        return "";
    }
}
