package io.mlpipeline.etl.parquet;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/** Reads a file of our own back as it was written: no value is parsed, judged or changed. */
final class ExactRows {
    private static final int REMEMBERED = 1 << 14;

    private final String file;
    private final Schema schema;
    private final MessageType layout;
    private final RowBuffer row;
    private final Frame.Builder frame;
    private final Map<Binary, String> known = new HashMap<>();

    ExactRows(String file, Schema schema) {
        this.file = file;
        this.schema = schema;
        this.layout = Layout.of(schema);
        this.row = RowBuffer.of(schema);
        this.frame = Frame.builder(schema);
    }

    Frame read(ParquetFileReader reader) throws IOException {
        MessageType found = reader.getFileMetaData().getSchema();
        if (!found.getFields().equals(layout.getFields())) {
            throw new InvalidDataException(file + " has the columns " + found.getFields() + ", expected "
                    + layout.getFields() + ". Maybe it was written for another schema");
        }
        reader.setRequestedSchema(found);
        String writer = String.valueOf(reader.getFileMetaData().getCreatedBy());
        for (PageReadStore pages = reader.readNextRowGroup(); pages != null; pages = reader.readNextRowGroup()) {
            group(pages, found, writer);
        }
        return frame.build();
    }

    private void group(PageReadStore pages, MessageType found, String writer) {
        ColumnReadStoreImpl columns = new ColumnReadStoreImpl(pages, NoRecords.GROUP, found, writer);
        ColumnReader[] values =
                found.getColumns().stream().map(columns::getColumnReader).toArray(ColumnReader[]::new);
        for (long i = 0; i < pages.getRowCount(); i++) {
            row.clear();
            for (int column = 0; column < values.length; column++) {
                if (values[column].getCurrentDefinitionLevel() > 0) {
                    take(values[column], column);
                }
                values[column].consume();
            }
            frame.add(row);
        }
    }

    private void take(ColumnReader from, int column) {
        ColumnType type = schema.column(column).type();
        switch (type) {
            case NUMBER -> row.setNumber(column, from.getDouble());
            case TEXT -> row.setText(column, text(from.getBinary()));
            case BOOLEAN -> row.setInteger(column, from.getBoolean() ? 1 : 0);
            case DATE -> row.setInteger(column, from.getInteger());
            default -> row.setInteger(column, from.getLong());
        }
    }

    /** One string for texts that repeat. */
    private String text(Binary value) {
        String text = known.get(value);
        if (text == null) {
            text = value.toStringUsingUTF8();
            if (known.size() < REMEMBERED) {
                known.put(value.copy(), text);
            }
        }
        return text;
    }
}
