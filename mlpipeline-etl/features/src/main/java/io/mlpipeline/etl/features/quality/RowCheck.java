package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.function.Predicate;

/** A check that looks at one row by itself. */
sealed interface RowCheck extends Check permits ColumnCheck, ExpressionCheck {
    /** The column at fault where the check fails, or {@link Violation#WHOLE_ROW}. */
    String column();

    /** Refuses columns that cannot be checked. */
    void require(Schema schema);

    /** Whether a row passes; for one thread. */
    Predicate<Row> bind(Schema schema);
}
