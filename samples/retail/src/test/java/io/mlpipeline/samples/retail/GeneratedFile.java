package io.mlpipeline.samples.retail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain reader of the generated file, which knows nothing of how it was made. */
final class GeneratedFile {
    private static final Pattern FIELD = Pattern.compile("(?:^|,)(\"[^\"]*\"|[^,]*)");
    private static final Pattern TIME = Pattern.compile("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    private static final Pattern WHOLE = Pattern.compile("-?\\d+");
    private static final Pattern PRICE = Pattern.compile("-?\\d+\\.\\d\\d");

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();

    GeneratedFile(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            List<String> header = fields(lines.readLine());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(new Row(header, fields(line)));
            }
        }
        texts.clear();
    }

    List<Row> rows() {
        return rows;
    }

    /** Two rows are equal when all their fields are. */
    record Row(List<String> header, List<String> fields) {
        Row {
            if (fields.size() != header.size()) {
                throw new IllegalStateException("Not " + header.size() + " fields: " + fields);
            }
        }

        String get(String column) {
            return fields.get(header.indexOf(column));
        }

        boolean hasWholeQuantity() {
            return WHOLE.matcher(get("quantity")).matches();
        }

        boolean hasPrice() {
            return PRICE.matcher(get("unit_price")).matches();
        }

        boolean hasTime() {
            String text = get("sold_at");
            if (!TIME.matcher(text).matches()) {
                return false;
            }
            int year = Integer.parseInt(text.substring(0, 4));
            int month = Integer.parseInt(text.substring(5, 7));
            int day = Integer.parseInt(text.substring(8, 10));
            return month >= 1
                    && month <= 12
                    && day >= 1
                    && day <= LocalDate.of(year, month, 1).lengthOfMonth();
        }
    }

    private List<String> fields(String line) {
        List<String> fields = new ArrayList<>(8);
        if (line.indexOf('"') < 0) {
            fields.addAll(List.of(line.split(",", -1)));
        } else {
            Matcher field = FIELD.matcher(line);
            while (field.find()) {
                fields.add(field.group(1));
            }
        }
        fields.replaceAll(text -> texts.computeIfAbsent(text, same -> same));
        return List.copyOf(fields);
    }
}
