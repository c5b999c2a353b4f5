package io.mlpipeline.etl.parquet;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.ExactFormat;
import io.mlpipeline.etl.features.source.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.hadoop.ParquetFileReader;

/**
 * Apache Parquet files that Spark, DuckDB and pandas read with the same values.
 *
 * <p>Numbers are doubles, integers 64 bits, text UTF-8, dates days, timestamps microseconds in UTC; a missing value is a null.
 * Texts, numbers and days of few distinct values are written by dictionary. Every page has its smallest and largest value, so
 * that a reader can leave pages out. Equal frames give equal bytes. Immutable.
 */
public final class ParquetFormat implements ExactFormat {
    private static final int DEFAULT_GROUP = 1 << 19;

    private final Compression compression;
    private final int rowsPerGroup;

    private ParquetFormat(Compression compression, int rowsPerGroup) {
        this.compression = compression;
        this.rowsPerGroup = rowsPerGroup;
    }

    /**
     * Compresses with Snappy, half a million rows a group.
     *
     * @return the format that Spark writes too
     */
    public static ParquetFormat withDefaults() {
        return new ParquetFormat(Compression.SNAPPY, DEFAULT_GROUP);
    }

    /**
     * Compresses in another way.
     *
     * @param other how
     * @return a changed copy
     */
    public ParquetFormat withCompression(Compression other) {
        return new ParquetFormat(other, rowsPerGroup);
    }

    /**
     * Writes row groups of another size. A group is what one thread or task reads, and one column of it is held in memory
     * while it is written.
     *
     * @param rows at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if it is less
     */
    public ParquetFormat withRowsPerGroup(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("A row group has at least 1 row, got " + rows);
        }
        return new ParquetFormat(compression, rows);
    }

    @Override
    public void write(Frame rows, OutputStream into) throws IOException {
        try (FileWriting file = new FileWriting(rows.schema(), compression, into)) {
            for (int from = 0; from < rows.size(); from += Math.min(rowsPerGroup, rows.size() - from)) {
                file.group(rows, from, Math.min(rowsPerGroup, rows.size() - from));
            }
            file.end();
        }
    }

    @Override
    public String ending() {
        return ".parquet";
    }

    @Override
    public Frame read(SourceFile file, Schema schema) throws IOException {
        try (ParquetFileReader reader = ParquetSourceReader.open(file)) {
            return new ExactRows(file.name(), schema).read(reader);
        } catch (InvalidDataException e) {
            throw e;
        } catch (RuntimeException e) { // Parquet's own, of many kinds, where the bytes are not what they should be
            throw new InvalidDataException(
                    file.name() + " cannot be read (" + e.getMessage() + "). Maybe it was cut off or changed", e);
        }
    }

    @Override
    public String toString() {
        return "ParquetFormat(" + compression + ")";
    }
}
