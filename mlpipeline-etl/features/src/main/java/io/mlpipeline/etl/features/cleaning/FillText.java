package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;

/** A constant in place of missing text. */
record FillText(String column, String value) implements RowStep {
    static FillText read(Form form) {
        return new FillText(form.text("column"), form.text("value"));
    }

    static void requireText(Schema schema, String column) {
        if (schema.typeOf(column) != ColumnType.TEXT) {
            throw new IllegalArgumentException(
                    "Column '" + column + "' holds " + schema.typeOf(column) + ", not text. Fill it with a number");
        }
    }

    @Override
    public String name() {
        return column + ": '" + value + "' where missing";
    }

    @Override
    public String description() {
        return name();
    }

    @Override
    public Schema after(Schema before) {
        requireText(before, column);
        return before;
    }

    @Override
    public RowAction bind(Schema after) {
        int position = after.indexOf(column);
        return row -> {
            if (!row.isMissing(position)) {
                return RowAction.Effect.NONE;
            }
            row.setText(position, value);
            return RowAction.Effect.CHANGED;
        };
    }

    @Override
    public Form form() {
        return Form.of("fill-text").with("column", column).with("value", value);
    }
}
