package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/** An expression limited to the bounds of its row's group; as it is where the group is not known. */
record ClipToGroup(Expression operand, GroupNumbers numbers) implements GroupExpression {
    static ClipToGroup read(Form form) {
        return new ClipToGroup(form.expression("of"), GroupNumbers.read(form.form("bounds")));
    }

    @Override
    public Form form() {
        return Form.of("clip-to-group").with("of", operand).with("bounds", numbers.form("bounds"));
    }

    @Override
    public Expression on(Expression other) {
        return new ClipToGroup(other, numbers);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator x = operand.bind(scope);
        GroupNumbers.Lookup lookup = numbers.bind(scope.schema());
        return (row, windows) -> {
            double value = x.evaluate(row, windows);
            double[] bounds = Double.isNaN(value) ? null : lookup.find(row);
            return bounds == null ? value : Math.max(bounds[0], Math.min(bounds[1], value));
        };
    }
}
