package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.etl.features.expr.ColumnExpression;
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
 * A number for each category of a text column: what frequency, ordinal and target encodings and group aggregates become once
 * they are learned.
 *
 * @param column the name of a text column of the row
 * @param numbers the number of each category, finite
 * @param unseen the number of every other category; {@code NaN} means missing
 * @param missing the number of a missing category; {@code NaN} means missing
 */
public record CategoryNumber(String column, SortedMap<String, Double> numbers, double unseen, double missing)
        implements ColumnExpression {
    /** Others are 0. */
    static final String ZERO = "category-number";
    /** Others are what the form says, or missing. */
    static final String LOOKUP = "category-lookup";

    /** Copies the numbers. */
    public CategoryNumber {
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }

    static CategoryNumber read(Form form) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        for (Form each : form.forms("numbers")) {
            numbers.put(each.text("category"), each.number("number"));
        }
        return form.operator().equals(ZERO)
                ? new CategoryNumber(form.text("column"), numbers, 0, 0)
                : new CategoryNumber(form.text("column"), numbers, numberOf("unseen", form), numberOf("missing", form));
    }

    private static double numberOf(String name, Form form) {
        return form.has(name) ? form.number(name) : Double.NaN;
    }

    @Override
    public Form form() {
        boolean zero = unseen == 0 && missing == 0;
        Form form = Form.of(zero ? ZERO : LOOKUP).with("column", column);
        if (!zero && !Double.isNaN(unseen)) {
            form.with("unseen", unseen);
        }
        if (!zero && !Double.isNaN(missing)) {
            form.with("missing", missing);
        }
        List<Form> forms = new ArrayList<>();
        numbers.forEach((category, number) ->
                forms.add(Form.of("number").with("category", category).with("number", number)));
        return form.withForms("numbers", forms);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = Texts.positionOf(column, scope);
        Map<String, Double> table = Map.copyOf(numbers);
        Double ofUnseen = unseen;
        return (row, windows) -> row.isMissing(position) ? missing : table.getOrDefault(row.text(position), ofUnseen);
    }
}
