package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.util.List;
import java.util.Locale;

/** The columns of a schema as forms. */
public final class SchemaForm {
    private SchemaForm() {}

    /**
     * The JSON form.
     *
     * @param schema any schema
     * @return one form a column
     */
    public static List<Form> write(Schema schema) {
        return schema.columns().stream()
                .map(column ->
                        Form.of(column.type().name().toLowerCase(Locale.ROOT)).with("name", column.name()))
                .toList();
    }

    /**
     * Reads a schema.
     *
     * @param forms as given by {@link #write}
     * @return the schema
     * @throws InvalidDataException if a type is unknown
     */
    public static Schema read(List<Form> forms) {
        return Schema.of(forms.stream().map(SchemaForm::column).toList());
    }

    private static Column column(Form form) {
        try {
            return new Column(
                    form.text("name"), ColumnType.valueOf(form.operator().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException("Unknown column type '" + form.operator() + "'", e);
        }
    }
}
