package io.mlpipeline.etl.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.Source;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Reads parts of files, given by number, one after the other. Nothing fails here: a part that cannot be read ends in a fault
 * row, so that the driver can say so in one line.
 */
final class ReadFiles implements MapPartitionsFunction<Integer, Row> {
    private static final long serialVersionUID = 1L;

    private final Source source;
    private final Expectations expectations;
    private final InputFiles files;
    private final List<InputPart> parts;

    ReadFiles(Source source, Expectations expectations, InputFiles files, List<InputPart> parts) {
        this.source = source;
        this.expectations = expectations;
        this.files = files;
        this.parts = List.copyOf(parts);
    }

    @Override
    public Iterator<Row> call(Iterator<Integer> numbers) {
        return new Rows(numbers);
    }

    private final class Rows implements Iterator<Row> {
        private final Iterator<Integer> numbers;
        private InputPart part = parts.get(0);
        private @Nullable FileRows current;
        private @Nullable Row ahead;

        Rows(Iterator<Integer> numbers) {
            this.numbers = numbers;
            ahead = read();
        }

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public Row next() {
            Row row = ahead;
            if (row == null) {
                throw new NoSuchElementException();
            }
            ahead = read();
            return row;
        }

        private @Nullable Row read() {
            Row row = null;
            while (row == null && (current != null || numbers.hasNext())) {
                row = readOn();
            }
            return row;
        }

        /** The next row of the current file or of the next; null at the end of a file. */
        private @Nullable Row readOn() {
            try {
                if (current == null) {
                    part = parts.get(numbers.next());
                    current = FileRows.open(source, expectations, files, part);
                }
                Row row = current.next();
                if (row == null) {
                    close();
                }
                return row;
            } catch (InvalidDataException e) {
                close();
                return new ReadRows(expectations)
                        .fault(part, FileRows.name(source, files, part), String.valueOf(e.getMessage()));
            }
        }

        private void close() {
            try (FileRows closed = current) {
                current = null;
            } catch (IOException e) {
                throw new InvalidDataException(
                        FileRows.name(source, files, part) + " cannot be closed (" + e.getMessage() + ")", e);
            }
        }
    }
}
