package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.quality.Severity;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Removes rows whose value fails a test. */
record RemoveRow(String column, RowTest test, Fate fate) implements RowStep {
    static RemoveRow read(Form form) {
        return new RemoveRow(
                form.text("column"),
                RowTest.read(form.form("test")),
                new Fate(form.text("rule"), Severity.valueOf(form.text("severity"))));
    }

    @Override
    public String name() {
        return fate.rule();
    }

    @Override
    public String description() {
        return column + " " + test.description();
    }

    @Override
    public Optional<Fate> removal() {
        return Optional.of(fate);
    }

    @Override
    public Schema after(Schema before) {
        test.require(before, column);
        return before;
    }

    @Override
    public Set<String> reads() {
        Set<String> reads = new HashSet<>(test.columns());
        reads.add(column);
        return reads;
    }

    @Override
    public RowAction bind(Schema after) {
        Predicate<Row> bad = test.bind(after, column);
        return row -> bad.test(row) ? RowAction.Effect.REMOVED : RowAction.Effect.NONE;
    }

    @Override
    public Form form() {
        return Form.of("remove")
                .with("column", column)
                .with("test", test.form())
                .with("rule", fate.rule())
                .with("severity", fate.severity().name());
    }
}
