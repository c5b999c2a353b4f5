package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Everything a pipeline says, fitted or not.
 *
 * @param schema the columns of the training rows
 * @param time the time column of the series; empty for a table without time
 * @param keys the columns that tell series apart
 * @param horizon how far ahead a prediction is made; windows end that long before the row
 * @param target the column to predict
 * @param knownAhead columns of the row itself that are known at prediction time
 * @param entries the features in vector order
 */
record PipelineSpec(
        Schema schema,
        String time,
        List<String> keys,
        Duration horizon,
        String target,
        Set<String> knownAhead,
        List<Entry> entries) {
    PipelineSpec {
        keys = List.copyOf(keys);
        knownAhead = Set.copyOf(knownAhead);
        entries = List.copyOf(entries);
    }

    PipelineSpec withEntries(List<Entry> others) {
        return new PipelineSpec(schema, time, keys, horizon, target, knownAhead, others);
    }

    boolean hasTime() {
        return !time.isEmpty();
    }

    TimeAxis timeAxis() {
        return TimeAxis.of(hasTime() ? schema.typeOf(time) : ColumnType.DATE);
    }

    Stream<Expression> expressions() {
        return entries.stream()
                .flatMap(entry ->
                        entry instanceof Entry.Single single ? Expressions.all(single.expression()) : Stream.of());
    }

    /** The distinct windows in order of first use. */
    List<WindowExpression> windows() {
        return expressions()
                .filter(WindowExpression.class::isInstance)
                .map(WindowExpression.class::cast)
                .distinct()
                .toList();
    }

    /** The columns that windows read, in order of first use. */
    List<String> seriesColumns() {
        return windows().stream().map(WindowExpression::column).distinct().toList();
    }

    /** What a caller must give for one prediction: key, time and the columns that features read from the row itself. */
    Schema requestSchema() {
        Set<String> names = new LinkedHashSet<>(keys);
        if (hasTime()) {
            names.add(time);
        }
        entries.forEach(entry -> names.addAll(new TreeSet<>(entry.columns())));
        return names.isEmpty() ? schema : schema.select(names);
    }
}
