package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.col;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Typed rows inside Spark as doubles, longs and strings, null where missing.
 *
 * <p>In this form no setting of the host's session (ANSI mode, time zone, date API) touches a value.
 */
final class PhysicalRows {
    private PhysicalRows() {}

    static StructType struct(Schema schema) {
        StructType struct = new StructType();
        for (Column column : schema.columns()) {
            struct = struct.add(column.name(), physical(column.type()), true);
        }
        return struct;
    }

    /** The type that a column's values have in this form. */
    static DataType physical(ColumnType type) {
        return switch (type) {
            case NUMBER -> DataTypes.DoubleType;
            case TEXT -> DataTypes.StringType;
            default -> DataTypes.LongType;
        };
    }

    /** A column by its exact name, whatever characters it has. */
    static org.apache.spark.sql.Column named(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    static org.apache.spark.sql.Column[] named(List<String> names) {
        return names.stream().map(PhysicalRows::named).toArray(org.apache.spark.sql.Column[]::new);
    }

    /** A row in this form. */
    static org.apache.spark.sql.Row toSpark(Row row) {
        @Nullable Object[] values = new Object[row.schema().size()];
        copy(row, values);
        return RowFactory.create(values);
    }

    /** Copies a row's values into the first elements of an array. */
    static void copy(Row row, @Nullable Object[] into) {
        for (int i = 0; i < row.schema().size(); i++) {
            into[i] = row.isMissing(i) ? null : value(row, i);
        }
    }

    private static Object value(Row row, int column) {
        return switch (row.schema().column(column).type()) {
            case NUMBER -> row.number(column);
            case TEXT -> row.text(column);
            default -> row.integer(column);
        };
    }

    /** The form that other Spark code expects: booleans, dates and timestamps. */
    static Dataset<org.apache.spark.sql.Row> toLogical(Dataset<org.apache.spark.sql.Row> physical, Schema schema) {
        ExactColumns exact = ExactColumns.of(physical);
        return exact.select(schema.columns().stream()
                .map(column ->
                        logical(exact.named(column.name()), column.type()).as(column.name()))
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    private static org.apache.spark.sql.Column logical(org.apache.spark.sql.Column value, ColumnType type) {
        return switch (type) {
            case BOOLEAN -> value.equalTo(1);
            case DATE -> functions.date_from_unix_date(value.cast(DataTypes.IntegerType));
            case TIMESTAMP -> functions.timestamp_micros(value);
            default -> value;
        };
    }

    /** The schema of a host's own data. */
    static Schema schemaOf(StructType struct) {
        return Schema.of(Arrays.stream(struct.fields())
                .map(field -> new Column(field.name(), typeOf(field)))
                .toList());
    }

    private static ColumnType typeOf(StructField field) {
        DataType type = field.dataType();
        if (List.of(DataTypes.LongType, DataTypes.IntegerType, DataTypes.ShortType, DataTypes.ByteType)
                .contains(type)) {
            return ColumnType.INTEGER;
        }
        if (type instanceof NumericType) {
            return ColumnType.NUMBER;
        }
        if (type.equals(DataTypes.StringType)) {
            return ColumnType.TEXT;
        }
        if (type.equals(DataTypes.BooleanType)) {
            return ColumnType.BOOLEAN;
        }
        if (type.equals(DataTypes.DateType)) {
            return ColumnType.DATE;
        }
        if (type.equals(DataTypes.TimestampType)) {
            return ColumnType.TIMESTAMP;
        }
        throw new IllegalArgumentException("Column '" + field.name() + "' has Spark type " + type.simpleString()
                + ", which maps to no column type. Select or cast it to a number, string, boolean, date or timestamp");
    }

    static Dataset<org.apache.spark.sql.Row> fromLogical(Dataset<org.apache.spark.sql.Row> logical, Schema schema) {
        ExactColumns exact = ExactColumns.of(logical);
        return exact.select(schema.columns().stream()
                .map(column ->
                        physical(exact.named(column.name()), column.type()).as(column.name()))
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    private static org.apache.spark.sql.Column physical(org.apache.spark.sql.Column value, ColumnType type) {
        return switch (type) {
            case NUMBER -> value.cast(DataTypes.DoubleType);
            case DATE -> functions.unix_date(value).cast(DataTypes.LongType);
            case TIMESTAMP -> functions.unix_micros(value);
            case TEXT -> value;
            default -> value.cast(DataTypes.LongType);
        };
    }
}
