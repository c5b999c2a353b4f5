package io.mlpipeline.etl.features.series;

import java.io.Serializable;

/** One aggregated column. */
record Aggregate(Aggregation aggregation, String column, String name, Gap gap, double fill) implements Serializable {

    /** What a day without values gets. */
    enum Gap {
        MISSING,
        CONSTANT,
        LAST
    }

    static Aggregate of(Aggregation aggregation, String column, String name) {
        return new Aggregate(aggregation, column, name, Gap.MISSING, Double.NaN);
    }

    Aggregate filled(Gap other, double value) {
        return new Aggregate(aggregation, column, name, other, value);
    }
}
