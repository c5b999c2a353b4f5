package io.mlpipeline.etl.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.ParquetSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceFile;
import io.mlpipeline.etl.features.source.SourceReader;
import io.mlpipeline.etl.features.source.SourceRows;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetFormatTest {
    private static final Schema ALL = Schema.builder()
            .number("price")
            .integer("quantity")
            .bool("open")
            .text("name")
            .date("day")
            .timestamp("at")
            .build();
    private static final SourceSchema DECLARED = SourceSchema.of(
            SourceColumn.number("price"),
            SourceColumn.integer("quantity"),
            SourceColumn.bool("open"),
            SourceColumn.text("name").untrimmed(),
            SourceColumn.date("day", "yyyy-MM-dd"),
            SourceColumn.timestamp("at", ZoneOffset.UTC, "yyyy-MM-dd HH:mm:ss"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void givesBackEveryValueBitForBit(Compression compression) throws IOException {
        Frame written = random(70_001, 3);

        Path file = write(
                written,
                ParquetFormat.withDefaults().withCompression(compression).withRowsPerGroup(33_000));

        assertThat(rows(read(file, DECLARED))).isEqualTo(rows(written));
    }

    @Test
    void readsItsOwnFilesBackWithoutParsingOrJudgingAValue() throws IOException {
        RowBuffer row = RowBuffer.of(ALL);
        Frame written = Frame.builder(ALL)
                .add(row.set("price", -0.0).set("name", "").setInteger(1, Long.MAX_VALUE))
                .add(row.clear()
                        .set("price", Double.POSITIVE_INFINITY)
                        .set("name", " x ")
                        .setInteger(2, 1))
                .add(row.clear().set("price", 4.9e-324).setInteger(4, -719_528).setInteger(5, -62_135_596_800_000_000L))
                .add(row.clear())
                .build();
        Path file = write(written, ParquetFormat.withDefaults());

        assertThat(rows(ParquetFormat.withDefaults().read(file(file), ALL))).isEqualTo(rows(written));
        Schema other = Schema.builder().number("price").build();
        assertThatThrownBy(() -> ParquetFormat.withDefaults().read(file(file), other))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("has the columns");
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> ParquetFormat.withDefaults().read(file(file), ALL))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining(file.getFileName().toString());
    }

    @Test
    void givesTheSameRowsAndLinesInParts() throws IOException {
        Frame written = random(10_000, 5);
        Path file = write(written, ParquetFormat.withDefaults().withRowsPerGroup(1_500));
        ParquetSource source = ParquetSource.of(DECLARED, file.toString());
        SourceReader reader = SourceReader.of(source);

        List<FilePart> parts = reader.parts(file(file), source, 100_000);
        List<String> found = new ArrayList<>();
        long line = 0;
        for (FilePart part : parts) {
            assertThat(part.line()).isEqualTo(line + 1);
            Read read = read(file, part, source);
            found.addAll(rows(read.frame));
            line = read.lastLine;
        }

        assertThat(parts).hasSizeBetween(2, 7);
        assertThat(line).isEqualTo(10_000);
        assertThat(found).isEqualTo(rows(written));
    }

    @Test
    void writesEqualBytesForEqualRows() throws IOException {
        assertThat(Files.readAllBytes(write(random(5_000, 7), ParquetFormat.withDefaults())))
                .isEqualTo(Files.readAllBytes(write(random(5_000, 7), ParquetFormat.withDefaults())));
    }

    @Test
    void writesAndReadsNoRowAtAll() throws IOException {
        Path file = write(Frame.builder(ALL).build(), ParquetFormat.withDefaults());

        assertThat(read(file, DECLARED).size()).isZero();
    }

    @Test
    void takesFewBytesForFewDistinctValues() throws IOException {
        Frame.Builder rows = Frame.builder(ALL);
        RowBuffer row = RowBuffer.of(ALL);
        for (int i = 0; i < 200_000; i++) {
            rows.add(row.clear()
                    .set("price", i % 8)
                    .set("name", "shop " + i % 100)
                    .set("open", i % 2 == 0));
        }

        long size = Files.size(write(rows.build(), ParquetFormat.withDefaults()));

        // 3 bits, 7 bits and 1 bit a row, before the compression of runs
        assertThat(size).isLessThan(200_000L * 11 / 8 + 4_000);
    }

    @Test
    void refusesWhatTheFormatCannotHold() {
        assertThatThrownBy(() -> write(one("day", 1L << 40), ParquetFormat.withDefaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Column 'day' holds day 1099511627776");
        Frame half =
                Frame.builder(ALL).add(RowBuffer.of(ALL).set("name", "\uD83D")).build();
        assertThatThrownBy(() -> write(half, ParquetFormat.withDefaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Column 'name' holds a text with half a character");
        assertThatThrownBy(() -> ParquetFormat.withDefaults().withRowsPerGroup(0))
                .hasMessageContaining("at least 1 row, got 0");
    }

    private static Frame one(String column, long value) {
        return Frame.builder(ALL)
                .add(RowBuffer.of(ALL).setInteger(ALL.indexOf(column), value))
                .build();
    }

    private Path write(Frame rows, ParquetFormat format) throws IOException {
        Path file = Files.createTempFile(folder, "rows", ".parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            format.write(rows, out);
        }
        return file;
    }

    private static Frame read(Path path, SourceSchema schema) throws IOException {
        return read(path, FilePart.WHOLE, ParquetSource.of(schema, path.toString())).frame;
    }

    private record Read(Frame frame, long lastLine) {}

    private static Read read(Path path, FilePart part, ParquetSource source) throws IOException {
        Schema schema = source.schema().schema();
        Frame.Builder rows = Frame.builder(schema);
        RowBuffer row = RowBuffer.of(schema);
        List<Violation> violations = new ArrayList<>();
        long line = 0;
        try (SourceRows found = SourceReader.of(source).open(file(path), part, source)) {
            while (found.next(row, violations)) {
                rows.add(row);
                line = found.line();
            }
        }
        assertThat(violations).isEmpty();
        return new Read(rows.build(), line);
    }

    private static SourceFile file(Path path) {
        return new SourceFile() {
            @Override
            public String name() {
                return path.toString();
            }

            @Override
            public SeekableByteChannel open() throws IOException {
                return Files.newByteChannel(path);
            }
        };
    }

    /** Rows with gaps in every column, numbers of any bits and texts of any length and plane. */
    private static Frame random(int size, long seed) {
        Random random = new Random(seed);
        Frame.Builder rows = Frame.builder(ALL);
        RowBuffer row = RowBuffer.of(ALL);
        for (int i = 0; i < size; i++) {
            row.clear();
            for (int column = 0; column < ALL.size(); column++) {
                if (random.nextInt(10) > 0) {
                    fill(row, column, ALL.column(column).type(), random);
                }
            }
            rows.add(row);
        }
        return rows.build();
    }

    private static void fill(RowBuffer row, int column, ColumnType type, Random random) {
        boolean few = random.nextInt(3) > 0;
        switch (type) {
            case NUMBER -> {
                double value = few ? random.nextInt(9) : Double.longBitsToDouble(random.nextLong());
                row.setNumber(column, Double.isInfinite(value) ? 0.5 : 0.0 + value);
            }
            case TEXT -> row.setText(column, few ? "shop " + random.nextInt(9) : text(random));
            case BOOLEAN -> row.setInteger(column, random.nextInt(2));
            case DATE -> row.setInteger(column, few ? random.nextInt(30) : random.nextInt());
            default -> row.setInteger(column, few ? random.nextInt(100) : random.nextLong() | 1);
        }
    }

    private static String text(Random random) {
        int[] points = random.ints(1 + random.nextInt(12), 0, 0x11000)
                .map(point -> Character.isBmpCodePoint(point) && Character.isSurrogate((char) point) ? 'x' : point)
                .toArray();
        return new String(points, 0, points.length) + ".";
    }

    /** Every value as its bits. */
    private static List<String> rows(Frame frame) {
        List<String> rows = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < frame.schema().size(); i++) {
                text.append(row.isMissing(i) ? "missing" : value(row, i)).append('|');
            }
            rows.add(text.toString());
        }
        return rows;
    }

    private static String value(Row row, int position) {
        Column column = row.schema().column(position);
        return switch (column.type()) {
            case NUMBER -> Long.toHexString(Double.doubleToLongBits(row.number(position)));
            case TEXT -> row.text(position);
            default -> Long.toString(row.integer(position));
        };
    }
}
