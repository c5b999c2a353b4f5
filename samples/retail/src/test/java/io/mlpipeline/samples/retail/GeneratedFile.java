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

    final List<Map<String, String>> rows = new ArrayList<>();
    final List<String> lines;

    GeneratedFile(Path file) throws IOException {
        lines = Files.readAllLines(file);
        List<String> header = fields(lines.get(0));
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = fields(line);
            if (fields.size() != header.size()) {
                throw new IllegalStateException("Not " + header.size() + " fields: " + line);
            }
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), fields.get(i));
            }
            rows.add(row);
        }
    }

    static boolean isWhole(String text) {
        return text.matches("-?\\d+");
    }

    static boolean isPrice(String text) {
        return text.matches("-?\\d+\\.\\d\\d");
    }

    static boolean isTime(String text) {
        if (!TIME.matcher(text).matches()) {
            return false;
        }
        int month = Integer.parseInt(text.substring(5, 7));
        int day = Integer.parseInt(text.substring(8, 10));
        int year = Integer.parseInt(text.substring(0, 4));
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= LocalDate.of(year, month, 1).lengthOfMonth();
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        if (line.indexOf('"') < 0) {
            return List.of(line.split(",", -1));
        }
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            fields.add(field.group(1));
        }
        return fields;
    }
}
