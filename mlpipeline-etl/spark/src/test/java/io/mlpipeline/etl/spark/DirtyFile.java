package io.mlpipeline.etl.spark;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.Checks;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.etl.local.EtlResult;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.testkit.data.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** A real file reduced to its good rows, each with a number of its own, into which bad cells are written. */
final class DirtyFile {
    static final String ROW_ID = "row_id";
    private static final int MOST_ROWS = 40_000;
    private static final int LEAST_ROWS = 12_000;
    private static final int MOST_CATEGORIES = 60;

    /** A bad cell and the reason that must be given for it. */
    record Dirt(String kind, ColumnType type, String text, String rule) {}

    /** Where a bad cell was written and what must be said about it. */
    record Expected(String column, String rule, String raw) {}

    private final SourceSchema columns;
    private final List<String> header;
    private final List<List<String>> good;
    private final Frame values;
    private final Expectations expectations;

    private DirtyFile(SourceSchema columns, List<String> header, List<List<String>> good, Frame values) {
        this.columns = columns;
        this.header = header;
        this.good = good;
        this.values = values;
        this.expectations = rules();
    }

    static DirtyFile of(String name, Path folder, SourceColumn... declared) throws IOException {
        List<List<String>> records = new ArrayList<>();
        try (BufferedReader text = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(SharedData.file("data/" + name + ".csv.gz"))),
                StandardCharsets.UTF_8))) {
            text.mark(1);
            if (text.read() != '\uFEFF') {
                text.reset();
            }
            try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(text)) {
                csv.stream().limit(MOST_ROWS).forEach(each -> records.add(each.getFields()));
            }
        }
        List<String> header = new ArrayList<>(List.of(ROW_ID));
        header.addAll(records.remove(0));
        List<SourceColumn> all = new ArrayList<>(List.of(SourceColumn.integer(ROW_ID)));
        all.addAll(List.of(declared));
        SourceSchema columns = SourceSchema.of(all.toArray(SourceColumn[]::new)).ignoringUnknownColumns();
        List<List<String>> good = numbered(goodOf(records, header, columns, folder.resolve("all.csv")));
        Path file = folder.resolve("good.csv");
        write(file, header, good);
        return new DirtyFile(
                columns,
                header,
                good,
                read(columns, file, complete(columns.schema())).clean().frame());
    }

    private static List<List<String>> goodOf(
            List<List<String>> records, List<String> header, SourceSchema columns, Path file) throws IOException {
        List<List<String>> numbered = numbered(records);
        write(file, header, numbered);
        Set<Long> bad = new HashSet<>();
        Frame quarantine = read(columns, file, complete(columns.schema())).quarantine();
        for (Frame.Cursor row = quarantine.cursor(); row.next(); ) {
            bad.add(row.integer(1));
        }
        List<List<String>> good = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (!bad.contains(i + 2L) && records.get(i).stream().noneMatch(cell -> cell.contains("\n"))) {
                good.add(records.get(i));
            }
        }
        List<List<String>> enough = new ArrayList<>(good);
        while (enough.size() < LEAST_ROWS) {
            enough.addAll(good);
        }
        return enough;
    }

    private static List<List<String>> numbered(List<List<String>> records) {
        List<List<String>> numbered = new ArrayList<>(records.size());
        for (List<String> each : records) {
            List<String> row = new ArrayList<>(each.size() + 1);
            row.add(Integer.toString(numbered.size()));
            row.addAll(each);
            numbered.add(row);
        }
        return numbered;
    }

    /** Every declared value is there and can be read. */
    private static Expectations complete(Schema schema) {
        Expectations.Builder rules = Expectations.over(schema);
        schema.names().forEach(name -> rules.quarantine(name + " missing", Checks.notNull(name)));
        return rules.build();
    }

    private static EtlResult read(SourceSchema columns, Path file, Expectations rules) {
        return LocalEtl.onCallingThread().read(CsvSource.of(columns, file.toString()), rules);
    }

    /** What the good rows say about themselves. */
    private Expectations rules() {
        Schema schema = columns.schema();
        Expectations.Builder rules = Expectations.over(schema);
        rules.quarantine(ROW_ID + " repeated", Checks.unique(ROW_ID));
        for (Column column : schema.columns()) {
            String name = column.name();
            rules.quarantine(name + " missing", Checks.notNull(name));
            if (column.type() == ColumnType.NUMBER || column.type() == ColumnType.INTEGER) {
                double[] numbers = values.numbers(name);
                double most = Arrays.stream(numbers).max().orElseThrow();
                double least = Arrays.stream(numbers).min().orElseThrow();
                rules.quarantine(name + " out of range", Checks.between(name, least, most));
            } else if (column.type() == ColumnType.TEXT) {
                TreeSet<String> texts = new TreeSet<>();
                int position = schema.indexOf(name);
                for (Frame.Cursor row = values.cursor(); row.next(); ) {
                    texts.add(row.text(position));
                }
                rules.quarantine(name + " has an odd character", Checks.matches(name, "[^#]*"));
                rules.quarantine(name + " too long", Checks.length(name, 0, 200));
                if (texts.size() <= MOST_CATEGORIES) {
                    rules.quarantine(name + " not accepted", Checks.oneOf(name, texts.toArray(String[]::new)));
                }
            }
        }
        return rules.build();
    }

    int rows() {
        return good.size();
    }

    Expectations expectations() {
        return expectations;
    }

    SourceSchema columns() {
        return columns;
    }

    /** The columns that a kind of dirt can be written to. */
    List<String> columnsFor(Dirt dirt) {
        List<String> found = new ArrayList<>();
        for (Column column : columns.schema().columns()) {
            boolean isKey = column.name().equals(ROW_ID);
            boolean isRepeat = dirt.rule().equals(" repeated");
            boolean hasRule = !dirt.rule().startsWith(" ")
                    || dirt.rule().startsWith(": ")
                    || expectations.rules().stream()
                            .anyMatch(rule -> rule.name().equals(column.name() + dirt.rule()));
            if (column.type() == dirt.type() && isKey == isRepeat && hasRule) {
                found.add(column.name());
            }
        }
        return found;
    }

    /** Writes the rows with a bad cell in each of the chosen ones; tells by line what must be said. */
    Map<Long, Expected> write(Path file, List<Dirt> dirt, int cells) throws IOException {
        List<List<String>> rows = new ArrayList<>(good);
        Map<Long, Expected> expected = new TreeMap<>();
        for (int i = 0; i < cells; i++) {
            Dirt each = dirt.get(i % dirt.size());
            List<String> names = columnsFor(each);
            String name = names.get((i / dirt.size()) % names.size());
            int row = rows.size() - cells + i; // behind the first good rows, one of which lends its number
            List<String> cellsOfRow = new ArrayList<>(rows.get(row));
            cellsOfRow.set(fieldOf(name), each.text());
            rows.set(row, cellsOfRow);
            expected.put(row + 2L, new Expected(name, name + each.rule(), line(cellsOfRow)));
        }
        write(file, header, rows);
        return expected;
    }

    private int fieldOf(String name) {
        List<String> wanted = columns.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow()
                .headers();
        for (int i = 0; i < header.size(); i++) {
            if (wanted.contains(header.get(i))) {
                return i;
            }
        }
        throw new IllegalStateException("No field " + wanted + " in " + header);
    }

    private static void write(Path file, List<String> header, List<List<String>> rows) throws IOException {
        StringBuilder text = new StringBuilder(line(header)).append('\n');
        rows.forEach(row -> text.append(line(row)).append('\n'));
        Files.writeString(file, text);
    }

    private static String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            boolean isPlain = cell.indexOf(',') < 0 && cell.indexOf('"') < 0;
            line.append(line.length() == 0 ? "" : ",").append(isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
        }
        return line.toString();
    }
}
