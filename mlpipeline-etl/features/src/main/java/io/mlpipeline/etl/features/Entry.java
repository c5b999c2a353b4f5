package io.mlpipeline.etl.features;

import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Expression;
import java.util.Set;

/** One line of a pipeline's definition: a named expression, or an encoder that becomes several once it is learned. */
sealed interface Entry {
    /** The columns of the row itself that the entry reads. */
    Set<String> columns();

    record Single(String name, Expression expression) implements Entry {
        @Override
        public Set<String> columns() {
            return Expressions.columns(expression);
        }
    }

    record Encoded(Encoder encoder) implements Entry {
        @Override
        public Set<String> columns() {
            return Set.of(encoder.column());
        }
    }
}
