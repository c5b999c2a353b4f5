package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Form;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The share of the fitting rows that had the row's category, 0 to 1; a missing or unseen category gives 0.
 *
 * @param name the feature's name
 * @param column the name of a text column of the row
 */
public record Frequency(String name, String column) implements Encoder {
    static Frequency read(Form form) {
        return new Frequency(form.text("name"), form.text("column"));
    }

    @Override
    public Form form() {
        return Form.of("frequency").with("name", name).with("column", column);
    }

    @Override
    public List<Named> learn(SortedMap<String, Long> counts) {
        double total = counts.values().stream().mapToLong(Long::longValue).sum();
        SortedMap<String, Double> shares = new TreeMap<>();
        counts.forEach((category, count) -> shares.put(category, count / total));
        return List.of(new Named(name, new CategoryNumber(column, shares, 0, 0)));
    }
}
