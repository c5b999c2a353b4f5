package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;

/** A check that looks at one value of one row. */
sealed interface ColumnCheck extends Check permits NotNullCheck, RangeCheck, PatternCheck, AcceptedCheck {

    /** The column looked at. */
    String column();

    /** Whether values of this type can be checked. */
    boolean fits(ColumnType type);

    /** Whether the row passes; a missing value does, unless that is what the check is about. */
    boolean holds(Row row, int position);
}
