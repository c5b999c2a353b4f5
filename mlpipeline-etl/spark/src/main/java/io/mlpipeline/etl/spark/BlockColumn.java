package io.mlpipeline.etl.spark;

import java.util.Arrays;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a column of rows in blocks holds. */
enum BlockColumn {
    NUMBER,
    LONG,
    INTEGER,
    TEXT,
    /** A list of rows of texts. */
    TEXT_ROWS;

    static BlockColumn[] of(StructType struct) {
        return Arrays.stream(struct.fields()).map(field -> of(field.dataType())).toArray(BlockColumn[]::new);
    }

    private static BlockColumn of(DataType type) {
        if (type.equals(DataTypes.DoubleType)) {
            return NUMBER;
        }
        if (type.equals(DataTypes.LongType)) {
            return LONG;
        }
        if (type.equals(DataTypes.IntegerType)) {
            return INTEGER;
        }
        if (type.equals(DataTypes.StringType)) {
            return TEXT;
        }
        if (type instanceof ArrayType list
                && list.elementType() instanceof StructType row
                && Arrays.stream(row.fields())
                        .allMatch(field -> field.dataType().equals(DataTypes.StringType))) {
            return TEXT_ROWS;
        }
        throw new IllegalArgumentException("No rows of type " + type.simpleString() + " are held in blocks");
    }
}
