package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Schema;
import java.io.Serializable;
import java.util.Optional;

/** A condition on all rows together; {@link TableChecks} makes them, {@link Expectations} put them to use. Immutable. */
public sealed interface TableCheck extends Serializable
        permits RowCountCheck, ShareCheck, StatisticCheck, FreshnessCheck, DistanceCheck {
    /**
     * What a good table looks like, such as "price is not missing in at least 99 % of the rows".
     *
     * @return a short sentence without a full stop
     */
    String description();

    /** Refuses columns that cannot be checked. */
    void require(Schema schema);

    /** The column whose distribution the check looks at; empty for none. Checks of one column share it. */
    default Optional<String> profiled() {
        return Optional.empty();
    }

    /** The check of rows that is counted; empty for none. */
    default Optional<RowCheck> counted() {
        return Optional.empty();
    }

    /** What was found among the rows. */
    Finding judge(TableFacts facts);

    /** What was found: whether the table is good, and what was seen, as people write it. */
    record Finding(boolean isMet, String observed) {}
}
