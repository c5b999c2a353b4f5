package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.CrossFitted;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.GroupLearner;
import io.mlpipeline.etl.features.expr.Learner;
import io.mlpipeline.etl.features.expr.WindowExpression;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param replaced for each column that windows read and that is cleaned first, the expression over the raw row
 * @param entries the features in vector order, cleaning included
 */
record PipelineSpec(
        Schema schema,
        String time,
        List<String> keys,
        Duration horizon,
        String target,
        Set<String> knownAhead,
        SortedMap<String, Expression> replaced,
        List<Entry> entries) {
    PipelineSpec {
        keys = List.copyOf(keys);
        knownAhead = Set.copyOf(knownAhead);
        replaced = Collections.unmodifiableSortedMap(new TreeMap<>(replaced));
        entries = List.copyOf(entries);
    }

    PipelineSpec with(SortedMap<String, Expression> otherReplaced, List<Entry> otherEntries) {
        return new PipelineSpec(schema, time, keys, horizon, target, knownAhead, otherReplaced, otherEntries);
    }

    boolean hasTime() {
        return !time.isEmpty();
    }

    TimeAxis timeAxis() {
        return TimeAxis.of(hasTime() ? schema.typeOf(time) : ColumnType.DATE);
    }

    /** Every node of every expression, operands first. */
    Stream<Expression> expressions() {
        Stream<Expression> features = entries.stream()
                .flatMap(entry -> entry instanceof Entry.Single single ? Stream.of(single.expression()) : Stream.of());
        return Stream.concat(replaced.values().stream(), features).flatMap(Expressions::all);
    }

    /** The distinct windows in order of first use. */
    List<WindowExpression> windows() {
        return Expressions.windows(expressions());
    }

    /** The columns that windows read, in order of first use. */
    List<String> seriesColumns() {
        return windows().stream().map(WindowExpression::column).distinct().toList();
    }

    /** The columns of a row that the values of a series column are computed from. */
    Set<String> sourcesOf(String seriesColumn) {
        Expression replacement = replaced.get(seriesColumn);
        return replacement == null ? Set.of(seriesColumn) : Expressions.columns(replacement);
    }

    /** The name of a column in a {@link Series}, which tells cleaned values from raw ones. */
    String seriesNameOf(String column) {
        return replaced.containsKey(column) ? column + " (replaced)" : column;
    }

    /** Whether an expression can be computed: no learner is left in it, nor in what its windows read. */
    boolean isFitted(Expression expression) {
        return Expressions.all(expression)
                .noneMatch(each -> each instanceof Learner
                        || each instanceof WindowExpression window && isUnfittedReplacement(window.column()));
    }

    private boolean isUnfittedReplacement(String column) {
        Expression replacement = replaced.get(column);
        return replacement != null
                && Expressions.all(replacement, Learner.class).findAny().isPresent();
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

    /**
     * What is read of a training row: the columns of a request, those behind windows, the target, and what only fitting and
     * rows that were fitted on need.
     */
    Schema sourceSchema() {
        Set<String> names = new LinkedHashSet<>(requestSchema().names());
        seriesColumns().forEach(column -> names.addAll(sourcesOf(column)));
        names.add(target);
        expressions().forEach(each -> {
            names.addAll(each.columns());
            if (each instanceof GroupLearner learner) {
                names.addAll(learner.folds().columns());
            } else if (each instanceof CrossFitted fitted) {
                Expressions.all(fitted.forTraining()).forEach(node -> names.addAll(node.columns()));
            }
        });
        return schema.select(names);
    }
}
