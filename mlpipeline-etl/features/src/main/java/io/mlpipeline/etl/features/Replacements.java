package io.mlpipeline.etl.features;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.WindowExpression;
import io.mlpipeline.etl.features.operator.ColumnValue;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The columns that a definition cleans, each with an expression over the raw row. Not thread-safe. */
final class Replacements {
    private final SortedMap<String, Expression> byColumn = new TreeMap<>();

    void put(String column, Expression by, Collection<Entry> before) {
        if (windowColumns(before).contains(column)) {
            throw new IllegalStateException("A window added before reads '" + column
                    + "' as it is; replace a column before the windows that read it");
        }
        byColumn.put(column, in(by));
    }

    /** The expression with every replaced column put in. */
    Expression in(Expression expression) {
        Expressions.all(expression).forEach(this::requireReplaceable);
        return Expressions.rewrite(
                expression,
                each -> each instanceof ColumnValue value ? byColumn.getOrDefault(value.column(), each) : each);
    }

    private void requireReplaceable(Expression node) {
        for (String column : node.columns()) {
            if (byColumn.containsKey(column) && !(node instanceof ColumnValue)) {
                throw new IllegalArgumentException("'" + node.form().operator() + "' reads the column '" + column
                        + "' itself, which is replaced; only operators that take an expression see the replacement");
            }
        }
    }

    /** Those that the windows of the entries read; the others stand in the entries' expressions already. */
    SortedMap<String, Expression> readByWindows(List<Entry> entries) {
        SortedMap<String, Expression> read = new TreeMap<>(byColumn);
        read.keySet().retainAll(windowColumns(entries));
        return read;
    }

    private static Set<String> windowColumns(Collection<Entry> entries) {
        return entries.stream()
                .filter(Entry.Single.class::isInstance)
                .flatMap(entry -> Expressions.all(((Entry.Single) entry).expression(), WindowExpression.class))
                .map(WindowExpression::column)
                .collect(Collectors.toSet());
    }
}
