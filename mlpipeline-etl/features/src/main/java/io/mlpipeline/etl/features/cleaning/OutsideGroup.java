package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/** 1 if an expression lies outside the bounds of its row's group, else 0; 0 where it is missing or the group not known. */
record OutsideGroup(Expression operand, GroupNumbers numbers) implements GroupExpression {
    static OutsideGroup read(Form form) {
        return new OutsideGroup(form.expression("of"), GroupNumbers.read(form.form("bounds")));
    }

    @Override
    public Form form() {
        return Form.of("outside-group").with("of", operand).with("bounds", numbers.form("bounds"));
    }

    @Override
    public Expression on(Expression other) {
        return new OutsideGroup(other, numbers);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator x = operand.bind(scope);
        GroupNumbers.Lookup lookup = numbers.bind(scope.schema());
        return (row, windows) -> {
            double value = x.evaluate(row, windows);
            double[] bounds = Double.isNaN(value) ? null : lookup.find(row);
            return bounds != null && (value < bounds[0] || value > bounds[1]) ? 1 : 0;
        };
    }
}
