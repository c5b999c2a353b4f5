package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Expression;
import java.util.Optional;
import java.util.Set;

/** A step that looks at one row by itself and has nothing to learn. */
sealed interface RowStep extends CleaningStep
        permits Convert, FillText, FlagRow, NormalizeText, RemoveRow, ReplaceNumber {
    /** The column that the step reads and, unless it only flags or removes, writes. */
    String column();

    /** The columns that the step reads. */
    default Set<String> reads() {
        return Set.of(column());
    }

    /** Prepares the step for rows whose layout is already that of {@link #after}. */
    RowAction bind(Schema after);

    @Override
    default Optional<Fate> removal() {
        return Optional.empty();
    }

    /** What the step makes of the column's value as an expression of it; empty if no numeric expression can say it. */
    default Optional<Expression> on(Expression value) {
        return Optional.empty();
    }
}
