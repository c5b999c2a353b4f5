package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.quality.Severity;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.RowParser;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns a column of text into one of another type by the parser that reads files; rows whose text cannot be read are removed.
 *
 * @param column the column
 * @param to the new type
 * @param decimalComma whether numbers have a decimal comma
 * @param patterns of dates and timestamps
 * @param zone of timestamps; empty otherwise
 * @param missing texts that mean "no value"
 * @param units what a number is multiplied by for the unit behind it; none if numbers have no unit
 * @param fate what becomes of rows that cannot be read
 */
record Convert(
        String column,
        ColumnType to,
        boolean decimalComma,
        List<String> patterns,
        String zone,
        List<String> missing,
        Map<String, Double> units,
        Fate fate)
        implements RowStep {

    Convert {
        patterns = List.copyOf(patterns);
        missing = List.copyOf(missing);
        units = Map.copyOf(units);
    }

    static Convert read(Form form) {
        Map<String, Double> units = new TreeMap<>();
        form.forms("units").forEach(each -> units.put(each.text("unit"), each.number("factor")));
        return new Convert(
                form.text("column"),
                ColumnType.valueOf(form.text("to")),
                form.integer("decimalComma") == 1,
                form.texts("patterns"),
                form.text("zone"),
                form.texts("missing"),
                units,
                new Fate(form.text("rule"), Severity.valueOf(form.text("severity"))));
    }

    @Override
    public Form form() {
        List<Form> factors = new ArrayList<>();
        new TreeMap<>(units)
                .forEach((unit, factor) ->
                        factors.add(Form.of("unit").with("unit", unit).with("factor", factor)));
        return Form.of("convert")
                .with("column", column)
                .with("to", to.name())
                .with("decimalComma", decimalComma ? 1 : 0)
                .withTexts("patterns", patterns)
                .with("zone", zone)
                .withTexts("missing", missing)
                .withForms("units", factors)
                .with("rule", fate.rule())
                .with("severity", fate.severity().name());
    }

    @Override
    public String name() {
        return fate.rule();
    }

    @Override
    public String description() {
        return column + " can be read as " + to
                + (units.isEmpty() ? "" : " with a unit of " + new TreeMap<>(units).keySet());
    }

    @Override
    public Optional<Fate> removal() {
        return Optional.of(fate);
    }

    @Override
    public Schema after(Schema before) {
        if (before.typeOf(column) != ColumnType.TEXT) {
            throw new IllegalArgumentException(
                    "Column '" + column + "' holds " + before.typeOf(column) + "; only text is converted");
        }
        parser(); // refuses patterns that are none
        return Schema.of(before.columns().stream()
                .map(each -> each.name().equals(column) ? new Column(column, to) : each)
                .toList());
    }

    private SourceColumn source() {
        SourceColumn source = switch (to) {
            case NUMBER -> SourceColumn.number(column);
            case INTEGER -> SourceColumn.integer(column);
            case BOOLEAN -> SourceColumn.bool(column);
            case DATE -> SourceColumn.date(column, patterns.toArray(String[]::new));
            case TIMESTAMP -> SourceColumn.timestamp(column, ZoneId.of(zone), patterns.toArray(String[]::new));
            case TEXT -> throw new IllegalArgumentException("Column '" + column + "' is text already");
        };
        return decimalComma ? source.decimalComma() : source;
    }

    private RowParser parser() {
        SourceSchema schema = SourceSchema.of(source()).missing(missing.toArray(String[]::new));
        return schema.parser(column, List.of(column));
    }

    @Override
    public RowAction bind(Schema after) {
        int position = after.indexOf(column);
        RowParser parser = parser();
        RowBuffer parsed = RowBuffer.of(Schema.of(List.of(new Column(column, to))));
        List<Violation> violations = new ArrayList<>(1);
        return row -> {
            String given = row.textOrNull(position);
            String text = given == null ? "" : given.strip();
            String unit = unitOf(text);
            violations.clear();
            if (!parser.parse(List.of(text.substring(0, text.length() - unit.length())), parsed, violations)
                    || (unit.isEmpty() && needsUnit(parsed))) {
                return RowAction.Effect.REMOVED;
            }
            row.copy(parsed, 0, position);
            if (!units.isEmpty()) {
                row.setNumber(position, units.getOrDefault(unit, 1.0) * parsed.number(0));
            }
            return RowAction.Effect.CHANGED;
        };
    }

    private boolean needsUnit(RowBuffer parsed) {
        return !units.isEmpty() && !units.containsKey("") && !parsed.isMissing(0);
    }

    /** The longest declared unit at the text's end; empty if there is none. */
    private String unitOf(String text) {
        String longest = "";
        for (String unit : units.keySet()) {
            if (unit.length() > longest.length() && text.endsWith(unit)) {
                longest = unit;
            }
        }
        return longest;
    }
}
