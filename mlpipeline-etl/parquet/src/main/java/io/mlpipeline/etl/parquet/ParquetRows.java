package io.mlpipeline.etl.parquet;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.RowCells;
import io.mlpipeline.etl.features.source.SourceRows;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The rows of some row groups of a file. Not thread-safe. */
final class ParquetRows implements SourceRows {
    private final String file;
    private final ParquetFileReader reader;
    private final MessageType selected;
    private final String writer;
    private final CellReader[] cells;
    private final RowCells row;
    private final int end;
    private int group;
    private long left;
    private long line;

    ParquetRows(String file, ParquetFileReader reader, FilePart part, SourceSchema schema) {
        this.file = file;
        this.reader = reader;
        MessageType layout = reader.getFileMetaData().getSchema();
        List<String> header = layout.getFields().stream().map(Type::getName).toList();
        int[] fieldOf = schema.fieldsOf(file, header);
        this.cells = new CellReader[fieldOf.length];
        List<Type> used = new ArrayList<>();
        for (int column = 0; column < fieldOf.length; column++) {
            Type field = layout.getType(fieldOf[column]);
            used.add(field);
            cells[column] = CellReader.of(file, field, schema.columns().get(column));
        }
        this.selected = new MessageType(layout.getName(), used);
        reader.setRequestedSchema(selected);
        this.writer = String.valueOf(reader.getFileMetaData().getCreatedBy());
        this.row = schema.cells();
        this.group = (int) part.start();
        this.end = (int) Math.min(part.end(), reader.getRowGroups().size());
        this.line = part.line() - 1;
    }

    @Override
    public boolean next(RowBuffer into, List<Violation> violations) {
        try {
            while (left == 0) {
                if (group == end) {
                    return false;
                }
                begin(reader.readRowGroup(group++));
            }
            left--;
            line++;
            row.begin(into, violations);
            for (int column = 0; column < cells.length; column++) {
                cells[column].read(column, row);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            throw new InvalidDataException(
                    file + " row " + Math.max(1, line) + ": cannot be read (" + e.getMessage()
                            + "). Maybe the file was cut off or changed",
                    e);
        }
    }

    private void begin(PageReadStore pages) {
        left = pages.getRowCount();
        ColumnReadStoreImpl columns = new ColumnReadStoreImpl(pages, NoRecords.GROUP, selected, writer);
        for (int column = 0; column < cells.length; column++) {
            ColumnDescriptor descriptor = selected.getColumns().get(column);
            ColumnReader values = columns.getColumnReader(descriptor);
            cells[column].begin(values);
        }
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public String raw() {
        return row.raw();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
