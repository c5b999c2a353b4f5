package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nanvl;
import static org.apache.spark.sql.functions.when;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * How rows of a schema are packed on their way from Spark to the kernel and back.
 *
 * <p>Spark hands a row to Java code as an object a value; for a row of 31 features that costs ten times what computing them does.
 * Arrays of a primitive type it copies as they are.
 */
final class Packing {
    private static final String NUMBERS = "numbers";
    private static final String INTEGERS = "integers";
    private static final String TEXTS = "texts";

    private final Schema schema;
    private final ColumnType[] types;
    private final int[] slots;
    private final int numbers;
    private final int integers;
    private final int texts;

    Packing(Schema schema) {
        this.schema = schema;
        this.types = schema.columns().stream().map(column -> column.type()).toArray(ColumnType[]::new);
        this.slots = new int[types.length];
        int[] counts = new int[3];
        for (int i = 0; i < types.length; i++) {
            slots[i] = counts[kind(types[i])]++;
        }
        this.numbers = counts[0];
        this.integers = counts[1];
        this.texts = counts[2];
    }

    /** Numbers, texts and all others are held apart. */
    static int kind(ColumnType type) {
        return switch (type) {
            case NUMBER -> 0;
            case TEXT -> 2;
            default -> 1;
        };
    }

    static Encoder<PackedRow> encoder() {
        return Encoders.bean(PackedRow.class);
    }

    Schema schema() {
        return schema;
    }

    /** The place of each column among those of its kind. */
    int[] slots() {
        return slots.clone();
    }

    /** Rows in {@linkplain PhysicalRows physical form} that have the schema's columns, packed; others do not travel. */
    Dataset<PackedRow> pack(Dataset<org.apache.spark.sql.Row> physical) {
        ExactColumns exact = ExactColumns.of(physical);
        List<Column> numberColumns = new ArrayList<>();
        List<Column> integerColumns = new ArrayList<>();
        List<Column> textColumns = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            Column column = exact.named(schema.column(i).name());
            switch (types[i]) {
                case NUMBER -> numberColumns.add(coalesce(column, lit(Double.NaN)));
                case TEXT -> textColumns.add(column);
                default -> integerColumns.add(coalesce(column, lit(ColumnType.MISSING_INTEGER)));
            }
        }
        return exact.select(
                        arrayOf(numberColumns, "double").as(NUMBERS),
                        arrayOf(integerColumns, "bigint").as(INTEGERS),
                        arrayOf(textColumns, "string").as(TEXTS))
                .as(encoder());
    }

    /** Without a cast where there are columns: a cast array may hold nulls, and Spark would copy it value by value, each an object. */
    private static Column arrayOf(List<Column> columns, String type) {
        Column array = array(columns.toArray(Column[]::new));
        return columns.isEmpty() ? array.cast("array<" + type + ">") : array;
    }

    /** Packed rows of the schema in {@linkplain PhysicalRows physical form}. */
    Dataset<org.apache.spark.sql.Row> unpack(Dataset<PackedRow> packed) {
        Column[] columns = new Column[types.length];
        for (int i = 0; i < types.length; i++) {
            columns[i] = unpacked(types[i], slots[i]).as(schema.column(i).name());
        }
        return packed.select(columns);
    }

    private static Column unpacked(ColumnType type, int slot) {
        return switch (type) {
            case NUMBER -> nanvl(col(NUMBERS).getItem(slot), lit(null).cast(DataTypes.DoubleType));
            case TEXT -> col(TEXTS).getItem(slot);
            default -> {
                Column value = col(INTEGERS).getItem(slot);
                yield when(value.notEqual(ColumnType.MISSING_INTEGER), value);
            }
        };
    }

    /** Packs a row of the schema. */
    PackedRow pack(Row row) {
        double[] numberValues = new double[numbers];
        long[] integerValues = new long[integers];
        @Nullable String[] textValues = new String[texts];
        for (int i = 0; i < types.length; i++) {
            switch (types[i]) {
                case NUMBER -> numberValues[slots[i]] = row.number(i);
                case TEXT -> textValues[slots[i]] = row.isMissing(i) ? null : row.text(i);
                default -> integerValues[slots[i]] = row.integer(i);
            }
        }
        return new PackedRow(numberValues, integerValues, textValues);
    }
}
