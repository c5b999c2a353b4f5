package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The newest row is not too old. */
record FreshnessCheck(String column, boolean isDate, Instant asOf, Duration age) implements TableCheck {
    FreshnessCheck {
        if (age.isNegative()) {
            throw new IllegalArgumentException("The newest row is at most some time old, got " + age);
        }
    }

    @Override
    public String description() {
        return "the newest " + column + " is at most " + age + " before " + asOf;
    }

    @Override
    public void require(Schema schema) {
        ColumnType wanted = isDate ? ColumnType.DATE : ColumnType.TIMESTAMP;
        if (schema.typeOf(column) != wanted) {
            throw new IllegalArgumentException("(" + description() + ") needs a " + wanted + "; column '" + column
                    + "' is " + schema.typeOf(column));
        }
    }

    @Override
    public Optional<String> profiled() {
        return Optional.of(column);
    }

    @Override
    public Finding judge(TableFacts facts) {
        double newest = facts.profile().max();
        if (Double.isNaN(newest)) {
            return new Finding(false, "no value");
        }
        long micros = isDate ? TimeUnit.DAYS.toMicros((long) newest) : (long) newest;
        Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return new Finding(!at.isBefore(asOf.minus(age)), at.toString());
    }
}
