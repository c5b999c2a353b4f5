package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.function.Predicate;

/** A check that looks at one value of one row. */
sealed interface ColumnCheck extends RowCheck
        permits NotNullCheck, RangeCheck, TimeRangeCheck, PatternCheck, AcceptedCheck, LengthCheck, ReferenceCheck {

    /** Whether values of this type can be checked. */
    boolean fits(ColumnType type);

    /** Whether the row passes; a missing value does, unless that is what the check is about. */
    boolean holds(Row row, int position);

    @Override
    default void require(Schema schema) {
        ColumnType type = schema.typeOf(column());
        if (!fits(type)) {
            throw new IllegalArgumentException(
                    "(" + description() + ") does not fit column '" + column() + "' of type " + type);
        }
    }

    @Override
    default Predicate<Row> bind(Schema schema) {
        int position = schema.indexOf(column());
        return row -> holds(row, position);
    }
}
