package io.mlpipeline.etl.store.online;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.CorruptArtifactException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Rows as bytes: a format number, a number that follows from the columns, then the values, 8 bytes each and texts in UTF-8 with
 * their length before them. Big-endian; what is read has the bits of what was written.
 */
final class RowCodec {
    private static final byte FORMAT = 1;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int MISSING_TEXT = -1;

    private final Schema schema;
    private final ColumnType[] types;
    private final int layout;

    RowCodec(Schema schema) {
        this.schema = schema;
        this.types = schema.columns().stream().map(column -> column.type()).toArray(ColumnType[]::new);
        this.layout = schema.toString().hashCode(); // a text's hash is the same on every machine
    }

    /**
     * Writes values.
     *
     * @param row a row of any schema
     * @param positions where the values of this codec's columns are in it
     */
    byte[] encode(Row row, int[] positions) {
        byte[][] texts = new byte[types.length][];
        int size = HEADER;
        for (int i = 0; i < types.length; i++) {
            if (types[i] == ColumnType.TEXT) {
                boolean missing = row.isMissing(positions[i]);
                texts[i] = missing ? new byte[0] : row.text(positions[i]).getBytes(StandardCharsets.UTF_8);
                size += Integer.BYTES + texts[i].length;
            } else {
                size += Long.BYTES;
            }
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).put(FORMAT).putInt(layout);
        for (int i = 0; i < types.length; i++) {
            switch (types[i]) {
                case NUMBER -> bytes.putDouble(row.number(positions[i]));
                case TEXT ->
                    bytes.putInt(row.isMissing(positions[i]) ? MISSING_TEXT : texts[i].length)
                            .put(texts[i]);
                default -> bytes.putLong(row.integer(positions[i]));
            }
        }
        return bytes.array();
    }

    /** Reads values into a row of this codec's columns. */
    void decode(byte[] content, RowBuffer into) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            if (bytes.get() != FORMAT || bytes.getInt() != layout) {
                throw corrupt("they were written in another format or for other columns", null);
            }
            for (int i = 0; i < types.length; i++) {
                switch (types[i]) {
                    case NUMBER -> into.setNumber(i, bytes.getDouble());
                    case TEXT -> text(bytes, i, into);
                    default -> into.setInteger(i, bytes.getLong());
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw corrupt("they end too early", e);
        }
    }

    private static void text(ByteBuffer bytes, int column, RowBuffer into) {
        int length = bytes.getInt();
        if (length == MISSING_TEXT) {
            into.setMissing(column);
            return;
        }
        int from = bytes.position();
        bytes.position(from + length);
        into.setText(column, new String(bytes.array(), from, length, StandardCharsets.UTF_8));
    }

    private CorruptArtifactException corrupt(String why, @Nullable Exception cause) {
        String message = "Stored values are not those of " + schema + ": " + why
                + ". Maybe another group was materialised under this name; materialise the group again";
        return cause == null ? new CorruptArtifactException(message) : new CorruptArtifactException(message, cause);
    }
}
