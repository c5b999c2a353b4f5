package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.etl.features.expr.Batch;
import io.mlpipeline.etl.features.expr.Batched;
import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * 1 if a text column holds a category, else 0; a missing or unseen category is 0. One column of a one-hot encoding.
 *
 * @param column the name of a text column of the row
 * @param category the category
 */
public record IsCategory(String column, String category) implements ColumnExpression, Batched {
    static IsCategory read(Form form) {
        return new IsCategory(form.text("column"), form.text("category"));
    }

    @Override
    public Form form() {
        return Form.of("is-category").with("column", column).with("category", category);
    }

    /** All categories of one column are found by one look. */
    @Override
    public Object batchKey() {
        return new OneColumn(column);
    }

    private record OneColumn(String column) {}

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        int position = Texts.positionOf(column, scope);
        Map<String, Integer> registerOf = new HashMap<>();
        for (int i = 0; i < results.length; i++) {
            registerOf.put(((IsCategory) members.get(i)).category, results[i]);
        }
        return (row, windows, registers) -> {
            for (int result : results) {
                registers[result] = 0;
            }
            Integer found = row.isMissing(position) ? null : registerOf.get(row.text(position));
            if (found != null) {
                registers[found] = 1;
            }
        };
    }
}
