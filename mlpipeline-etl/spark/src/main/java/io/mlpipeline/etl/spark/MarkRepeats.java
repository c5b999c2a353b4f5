package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.RepeatScan;
import io.mlpipeline.etl.features.quality.UniqueRule;
import io.mlpipeline.etl.features.quality.Violation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Marks the rows that repeat another, in partitions where equal rows stand together. Rows with a cell that could not be
 * parsed are not compared: what they would have said is not known.
 */
final class MarkRepeats implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final Expectations expectations;
    private final int rule;

    private MarkRepeats(Expectations expectations, int rule) {
        this.expectations = expectations;
        this.rule = rule;
    }

    /** Applies all rules that compare rows. */
    static Dataset<Row> all(Dataset<Row> rows, Expectations expectations) {
        Dataset<Row> marked = rows;
        List<UniqueRule> rules = expectations.uniqueRules();
        for (int i = 0; i < rules.size(); i++) {
            Column[] keys = PhysicalRows.named(rules.get(i).columns());
            marked = marked.repartition(keys)
                    .sortWithinPartitions(order(rules.get(i)))
                    .mapPartitions(
                            new MarkRepeats(expectations, i), Encoders.row(ReadRows.struct(expectations.schema())));
        }
        return marked;
    }

    private static Column[] order(UniqueRule rule) {
        List<Column> order = new ArrayList<>();
        // The hash first: one long decides nearly every comparison, where a column would often be equal.
        order.add(functions.xxhash64(PhysicalRows.named(rule.columns())));
        order.addAll(List.of(PhysicalRows.named(rule.columns())));
        for (String place : List.of(ReadRows.ORDER, ReadRows.LINE)) {
            Column column = PhysicalRows.named(place);
            order.add(rule.keepsLast() ? column.desc() : column.asc());
        }
        return order.toArray(Column[]::new);
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        ReadRows layout = new ReadRows(expectations);
        RowView view = new RowView(expectations.schema());
        RepeatScan scan = expectations.uniqueRules().get(rule).scan(expectations.schema());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Row next() {
                return marked(rows.next(), layout, view, scan);
            }
        };
    }

    private Row marked(Row row, ReadRows layout, RowView view, RepeatScan scan) {
        if (layout.isFault(row) || layout.violations(row).stream().anyMatch(expectations::isUnparsed)) {
            return row;
        }
        List<Violation> found = new ArrayList<>(1);
        scan.check(view.on(row), found);
        return found.isEmpty() ? row : layout.with(row, found);
    }
}
