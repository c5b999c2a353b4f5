package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Adds a boolean column that tells whether a value meets a test. */
record FlagRow(String column, RowTest test, String flag) implements RowStep {
    static FlagRow read(Form form) {
        return new FlagRow(form.text("column"), RowTest.read(form.form("test")), form.text("flag"));
    }

    @Override
    public String name() {
        return flag;
    }

    @Override
    public String description() {
        return flag + " tells whether " + column + " " + test.description();
    }

    @Override
    public Schema after(Schema before) {
        test.require(before, column);
        return withFlag(before, flag);
    }

    static Schema withFlag(Schema before, String flag) {
        List<Column> columns = new ArrayList<>(before.columns());
        columns.add(new Column(flag, ColumnType.BOOLEAN));
        return Schema.of(columns);
    }

    @Override
    public Set<String> reads() {
        Set<String> reads = new HashSet<>(test.columns());
        reads.add(column);
        return reads;
    }

    @Override
    public RowAction bind(Schema after) {
        Predicate<Row> marked = test.bind(after, column);
        int position = after.indexOf(flag);
        return row -> {
            boolean isMarked = marked.test(row);
            row.setInteger(position, isMarked ? 1 : 0);
            return isMarked ? RowAction.Effect.CHANGED : RowAction.Effect.NONE;
        };
    }

    @Override
    public Form form() {
        return Form.of("flag").with("column", column).with("test", test.form()).with("flag", flag);
    }
}
