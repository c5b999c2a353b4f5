package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Form;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The number of the row's category in alphabetical order, from 0. A missing category is missing; an unseen one is too, unless
 * rare categories are grouped: then rare and unseen ones share the number after the last.
 *
 * @param name the feature's name
 * @param column the name of a text column of the row
 * @param minShare the share of the fitting rows below which a category is rare, 0 to less than 1; 0 groups none
 */
public record Ordinal(String name, String column, double minShare) implements Encoder {
    /** Checks the share. */
    public Ordinal {
        Rare.requireShare(minShare);
    }

    static Ordinal read(Form form) {
        return new Ordinal(form.text("name"), form.text("column"), form.number("minShare"));
    }

    @Override
    public Form form() {
        return Form.of("ordinal").with("name", name).with("column", column).with("minShare", minShare);
    }

    @Override
    public List<Named> learn(SortedMap<String, Long> counts) {
        List<String> frequent = Rare.frequent(counts, minShare, Integer.MAX_VALUE);
        SortedMap<String, Double> numbers = new TreeMap<>();
        frequent.forEach(category -> numbers.put(category, (double) numbers.size()));
        double unseen = minShare == 0 ? Double.NaN : numbers.size();
        return List.of(new Named(name, new CategoryNumber(column, numbers, unseen, Double.NaN)));
    }
}
