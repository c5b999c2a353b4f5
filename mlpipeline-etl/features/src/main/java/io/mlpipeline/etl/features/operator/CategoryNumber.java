package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A number for each category of a text column; a missing or unseen category gives 0.
 *
 * @param column the name of a text column of the row
 * @param numbers the number of each category
 */
public record CategoryNumber(String column, SortedMap<String, Double> numbers) implements ColumnExpression {
    /** Copies the numbers. */
    public CategoryNumber {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    static CategoryNumber read(Form form) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (Form each : form.forms("numbers")) {
            numbers.put(each.text("category"), each.number("number"));
        }
        return new CategoryNumber(form.text("column"), numbers);
    }

    @Override
    public Form form() {
        List<Form> forms = new ArrayList<>();
        numbers.forEach((category, number) ->
                forms.add(Form.of("number").with("category", category).with("number", number)));
        return Form.of("category-number").with("column", column).withForms("numbers", forms);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = Texts.positionOf(column, scope);
        Map<String, Double> table = Map.copyOf(numbers);
        return (row, windows) -> row.isMissing(position) ? 0 : table.getOrDefault(row.text(position), 0.0);
    }
}
