package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.List;
import java.util.Set;

/**
 * 1 if a text column holds a category, else 0; a missing or unseen category is 0. One column of a one-hot encoding.
 *
 * @param column the name of a text column of the row
 * @param category the category
 */
public record IsCategory(String column, String category) implements Expression {
    static IsCategory read(Form form) {
        return new IsCategory(form.text("column"), form.text("category"));
    }

    @Override
    public Form form() {
        return Form.of("is-category").with("column", column).with("category", category);
    }

    @Override
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return this;
    }

    @Override
    public Set<String> columns() {
        return Set.of(column);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = Texts.positionOf(column, scope);
        return (row, windows) -> !row.isMissing(position) && category.equals(row.text(position)) ? 1 : 0;
    }
}
