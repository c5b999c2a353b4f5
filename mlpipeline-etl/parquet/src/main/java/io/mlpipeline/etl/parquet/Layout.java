package io.mlpipeline.etl.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.Schema;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;

/** Parquet's types for ours; every column may hold nulls. */
final class Layout {
    private Layout() {}

    static MessageType of(Schema schema) {
        return new MessageType(
                "frame", schema.columns().stream().map(Layout::type).toArray(org.apache.parquet.schema.Type[]::new));
    }

    private static PrimitiveType type(Column column) {
        return switch (column.type()) {
            case NUMBER -> Types.optional(DOUBLE).named(column.name());
            case INTEGER -> Types.optional(INT64).named(column.name());
            case BOOLEAN -> Types.optional(BOOLEAN).named(column.name());
            case TEXT -> Types.optional(BINARY).as(stringType()).named(column.name());
            case DATE -> Types.optional(INT32).as(dateType()).named(column.name());
            case TIMESTAMP ->
                Types.optional(INT64).as(timestampType(true, MICROS)).named(column.name());
        };
    }
}
