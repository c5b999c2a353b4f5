package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/**
 * 1 if a text column holds a category, else 0; a missing or unseen category is 0. One column of a one-hot encoding.
 *
 * @param column the name of a text column of the row
 * @param category the category
 */
public record IsCategory(String column, String category) implements ColumnExpression {
    static IsCategory read(Form form) {
        return new IsCategory(form.text("column"), form.text("category"));
    }

    @Override
    public Form form() {
        return Form.of("is-category").with("column", column).with("category", category);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = Texts.positionOf(column, scope);
        return (row, windows) -> !row.isMissing(position) && category.equals(row.text(position)) ? 1 : 0;
    }
}
