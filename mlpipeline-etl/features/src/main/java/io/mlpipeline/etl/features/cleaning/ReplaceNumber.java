package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Operators;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts the value of an expression of a column in that column's place. The expression has one operand, the column. */
record ReplaceNumber(String name, String column, Expression expression) implements RowStep {
    private static final double[] NO_WINDOWS = {};

    static ReplaceNumber read(Form form, Operators operators) {
        return new ReplaceNumber(form.text("name"), form.text("column"), operators.expression(form.form("by")));
    }

    @Override
    public String description() {
        return name;
    }

    @Override
    public Schema after(Schema before) {
        RowTest.requireNumber(before, column);
        expression.bind(new Scope(before, List.of()));
        return before;
    }

    @Override
    public Set<String> reads() {
        Set<String> reads = new HashSet<>(expression.columns());
        reads.add(column);
        return reads;
    }

    @Override
    public RowAction bind(Schema after) {
        int position = after.indexOf(column);
        boolean isWhole = after.column(position).type() != ColumnType.NUMBER;
        Evaluator evaluator = expression.bind(new Scope(after, List.of()));
        return row -> {
            double before = row.number(position);
            double value = evaluator.evaluate(row, NO_WINDOWS);
            double replaced = isWhole ? Math.rint(value) : value;
            if (replaced == before || (Double.isNaN(replaced) && Double.isNaN(before))) {
                return RowAction.Effect.NONE;
            }
            row.setNumber(position, replaced);
            return RowAction.Effect.CHANGED;
        };
    }

    @Override
    public Optional<Expression> on(Expression value) {
        return Optional.of(expression.withOperands(List.of(value)));
    }

    @Override
    public Form form() {
        return Form.of("replace").with("name", name).with("column", column).with("by", expression);
    }
}
