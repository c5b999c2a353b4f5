package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Form;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The most frequent text in place of missing ones; of equally frequent ones the first in alphabetical order. */
record LearnedText(String column) implements CleaningStep {
    static LearnedText read(Form form) {
        return new LearnedText(form.text("column"));
    }

    @Override
    public String name() {
        return column + ": the most frequent value where missing";
    }

    @Override
    public String description() {
        return name();
    }

    @Override
    public Optional<Fate> removal() {
        return Optional.empty();
    }

    @Override
    public Schema after(Schema before) {
        FillText.requireText(before, column);
        return before;
    }

    RowStep learned(SortedMap<String, Long> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .map(most -> new FillText(column, most.getKey()))
                .orElseThrow(() -> new InvalidDataException("Nothing to fill column '" + column
                        + "' with: all its values are missing. Fill it with a constant, or leave the column out"));
    }

    @Override
    public Form form() {
        return Form.of("learned-text").with("column", column);
    }
}
