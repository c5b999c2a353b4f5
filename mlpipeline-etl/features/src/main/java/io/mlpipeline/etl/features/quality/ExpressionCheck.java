package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Operators;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.List;
import java.util.function.Predicate;

/**
 * An expression over the row lies in a range.
 *
 * @param column the column to blame
 * @param json the expression's form, since expressions don't travel between processes themselves
 * @param from the smallest good value
 * @param to the largest good value
 * @param description what a good row looks like
 */
record ExpressionCheck(String column, String json, double from, double to, String description) implements RowCheck {
    private static final double[] NO_WINDOWS = {};

    @Override
    public void require(Schema schema) {
        if (!column.equals(Violation.WHOLE_ROW)) {
            schema.indexOf(column);
        }
        bind(schema);
    }

    @Override
    public Predicate<Row> bind(Schema schema) {
        Evaluator evaluator = Operators.installed().expression(Form.parse(json)).bind(new Scope(schema, List.of()));
        return row -> {
            double value = evaluator.evaluate(row, NO_WINDOWS);
            return Double.isNaN(value) || (value >= from && value <= to);
        };
    }
}
