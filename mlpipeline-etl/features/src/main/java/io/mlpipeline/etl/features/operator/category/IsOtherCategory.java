package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.List;
import java.util.Set;

/**
 * 1 if a text column holds a category that is none of those given, rare and unseen ones alike, else 0; a missing one is 0.
 *
 * @param column the name of a text column of the row
 * @param known the categories that have a feature of their own, sorted
 */
public record IsOtherCategory(String column, List<String> known) implements ColumnExpression {
    /** Sorts the categories. */
    public IsOtherCategory {
        known = known.stream().distinct().sorted().toList();
    }

    static IsOtherCategory read(Form form) {
        return new IsOtherCategory(form.text("column"), form.texts("known"));
    }

    @Override
    public Form form() {
        return Form.of("is-other-category").with("column", column).withTexts("known", known);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = Texts.positionOf(column, scope);
        Set<String> own = Set.copyOf(known);
        return (row, windows) -> row.isMissing(position) || own.contains(row.text(position)) ? 0 : 1;
    }
}
