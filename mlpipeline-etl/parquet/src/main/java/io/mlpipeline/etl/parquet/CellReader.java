package io.mlpipeline.etl.parquet;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.RowCells;
import io.mlpipeline.etl.features.source.SourceColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Reads the values of one column, one row after the other. Not thread-safe. */
final class CellReader {
    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long MICROS_A_DAY = 86_400_000_000L;
    private static final int REMEMBERED = 1 << 14;

    /** Takes one value out of a column and hands it on. */
    private interface Taker {
        void take(ColumnReader from, int column, RowCells into);
    }

    private final Taker taker;
    private @Nullable ColumnReader values;
    private int present;

    private CellReader(Taker taker) {
        this.taker = taker;
    }

    /** A reader for a field; throws an {@link InvalidDataException} if such a field can't be read. */
    static CellReader of(String file, Type field, SourceColumn declared) {
        if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
            throw refusal(file, field, declared, "Only flat columns can be read; write it as columns of its own");
        }
        Taker taker = taker(field.asPrimitiveType());
        if (taker == null) {
            throw refusal(file, field, declared, "Write it as a number, text, boolean, date or timestamp");
        }
        return new CellReader(taker);
    }

    private static InvalidDataException refusal(String file, Type field, SourceColumn declared, String fix) {
        String type = field.toString().lines().findFirst().orElse("");
        return new InvalidDataException(file + ": column '" + field.getName() + "' is (" + type
                + "), which can't be read as " + declared.type() + " '" + declared.name() + "'. " + fix);
    }

    private static @Nullable Taker taker(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        PrimitiveTypeName physical = type.getPrimitiveTypeName();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimals(physical, decimal.getScale());
        }
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            return timestamps(timestamp);
        }
        if (logical instanceof DateLogicalTypeAnnotation) {
            return (from, column, into) -> into.day(column, from.getInteger());
        }
        boolean isText = logical == null
                || logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation;
        if (physical == PrimitiveTypeName.BINARY) {
            return isText ? new Texts() : null;
        }
        return logical == null || logical instanceof IntLogicalTypeAnnotation ? plain(physical, logical) : null;
    }

    private static @Nullable Taker plain(PrimitiveTypeName physical, @Nullable LogicalTypeAnnotation logical) {
        boolean isUnsigned = logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned();
        return switch (physical) {
            case BOOLEAN -> (from, column, into) -> into.truth(column, from.getBoolean());
            case INT32 ->
                (from, column, into) -> into.integer(
                        column, isUnsigned ? Integer.toUnsignedLong(from.getInteger()) : from.getInteger());
            case INT64 ->
                isUnsigned
                        ? (from, column, into) ->
                                into.decimal(column, new BigDecimal(Long.toUnsignedString(from.getLong())))
                        : (from, column, into) -> into.integer(column, from.getLong());
            case FLOAT -> (from, column, into) -> into.number(column, from.getFloat());
            case DOUBLE -> (from, column, into) -> into.number(column, from.getDouble());
            case INT96 -> (from, column, into) -> into.instant(column, microsOf(from.getBinary()));
            default -> null;
        };
    }

    private static @Nullable Taker decimals(PrimitiveTypeName physical, int scale) {
        return switch (physical) {
            case INT32 -> (from, column, into) -> into.decimal(column, BigDecimal.valueOf(from.getInteger(), scale));
            case INT64 -> (from, column, into) -> into.decimal(column, BigDecimal.valueOf(from.getLong(), scale));
            default ->
                (from, column, into) -> into.decimal(
                        column, new BigDecimal(new BigInteger(from.getBinary().getBytesUnsafe()), scale));
        };
    }

    private static Taker timestamps(TimestampLogicalTypeAnnotation type) {
        boolean isInstant = type.isAdjustedToUTC();
        return (from, column, into) -> {
            long value = from.getLong();
            long micros = switch (type.getUnit()) {
                case MILLIS -> Math.multiplyExact(value, 1_000);
                case MICROS -> value;
                case NANOS -> Math.floorDiv(value, 1_000L);
            };
            if (isInstant) {
                into.instant(column, micros);
            } else {
                into.local(column, local(micros));
            }
        };
    }

    private static LocalDateTime local(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1_000, ZoneOffset.UTC);
    }

    /** The old form of a timestamp, which Spark still writes unless told otherwise: nanoseconds of a Julian day, in UTC. */
    private static long microsOf(Binary value) {
        ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong(bytes.position());
        long day = bytes.getInt(bytes.position() + Long.BYTES) - JULIAN_DAY_OF_EPOCH;
        return day * MICROS_A_DAY + Math.floorDiv(nanos, 1_000L);
    }

    /** Goes on with another row group. */
    void begin(ColumnReader from) {
        values = from;
        present = from.getDescriptor().getMaxDefinitionLevel();
    }

    void read(int column, RowCells into) {
        ColumnReader from = values;
        if (from == null) {
            throw new IllegalStateException("No row group is open");
        }
        if (from.getCurrentDefinitionLevel() == present) {
            taker.take(from, column, into);
        }
        from.consume();
    }

    /** Gives one string for values that repeat, as those of a dictionary do. */
    private static final class Texts implements Taker {
        private final Map<Binary, String> known = new HashMap<>();

        @Override
        public void take(ColumnReader from, int column, RowCells into) {
            Binary value = from.getBinary();
            String text = known.get(value);
            if (text == null) {
                try {
                    text = StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(value.toByteBuffer())
                            .toString();
                } catch (CharacterCodingException e) {
                    into.refuse(column, "bytes that are not UTF-8", value.toStringUsingUTF8());
                    return;
                }
                if (known.size() < REMEMBERED) {
                    known.put(value.copy(), text);
                }
            }
            into.text(column, text);
        }
    }
}
