package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/** An expression with its group's number where it is missing, or with one for all where the group is not known. */
record FillFromGroup(Expression operand, GroupNumbers numbers, double otherwise) implements GroupExpression {
    static FillFromGroup read(Form form) {
        return new FillFromGroup(
                form.expression("of"), GroupNumbers.read(form.form("numbers")), form.number("otherwise"));
    }

    @Override
    public Form form() {
        return Form.of("fill-from-group")
                .with("of", operand)
                .with("numbers", numbers.form("numbers"))
                .with("otherwise", otherwise);
    }

    @Override
    public Expression on(Expression other) {
        return new FillFromGroup(other, numbers, otherwise);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator x = operand.bind(scope);
        GroupNumbers.Lookup lookup = numbers.bind(scope.schema());
        return (row, windows) -> {
            double value = x.evaluate(row, windows);
            if (!Double.isNaN(value)) {
                return value;
            }
            double[] found = lookup.find(row);
            return found == null ? otherwise : found[0];
        };
    }
}
