package io.mlpipeline.etl.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A file of reference values under {@code golden/operators}, whose README says how they were made. */
record Golden(List<String> names, List<String[]> cells) {
    static Golden read(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/operators/" + file))) {
            List<String[]> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(",", -1))
                    .toList();
            return new Golden(List.of(lines.get(0)), lines.subList(1, lines.size()));
        }
    }

    String text(int row, String column) {
        return cells.get(row)[names.indexOf(column)];
    }

    double number(int row, String column) {
        String text = text(row, column);
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    /** The columns of a schema as rows. */
    Frame frame(Schema schema) {
        Frame.Builder frame = Frame.builder(schema);
        RowBuffer row = RowBuffer.of(schema);
        for (int i = 0; i < cells.size(); i++) {
            row.clear();
            for (int j = 0; j < schema.size(); j++) {
                String name = schema.column(j).name();
                ColumnType type = schema.column(j).type();
                if (!text(i, name).isEmpty()) {
                    switch (type) {
                        case TEXT -> row.set(name, text(i, name));
                        case DATE -> row.set(name, LocalDate.parse(text(i, name)));
                        default -> row.set(name, number(i, name));
                    }
                }
            }
            frame.add(row);
        }
        return frame.build();
    }

    /** Compares a feature with the column of the same name. */
    void requireEqual(Frame transformed, String name, double tolerance) {
        double[] values = transformed.numbers(name);
        for (int i = 0; i < values.length; i++) {
            double expected = number(i, name);
            if (Double.isNaN(expected) || Double.isNaN(values[i])) {
                assertThat(values[i]).as("%s of row %d", name, i).isEqualTo(Double.valueOf(expected));
            } else {
                assertThat(Math.abs(values[i] - expected))
                        .as("%s of row %d: %s, expected %s", name, i, values[i], expected)
                        .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(expected)));
            }
        }
        assertThat(Arrays.stream(values).filter(Double::isFinite).count()).isPositive();
    }
}
