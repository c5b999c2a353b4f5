package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Operators;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON form of a pipeline; the same for a definition and for a fitted pipeline, which has no learners left. */
final class SpecJson {
    private static final String FORMAT = "feature-pipeline";
    private static final int VERSION = 2;

    private SpecJson() {}

    static String write(PipelineSpec spec) {
        // Older readers would ignore a replacement and compute other values, so it asks for a newer one.
        Form form = Form.of(FORMAT)
                .with("version", spec.replaced().isEmpty() ? 1 : VERSION)
                .withForms(
                        "schema",
                        spec.schema().columns().stream()
                                .map(SpecJson::columnForm)
                                .toList())
                .with("time", spec.time())
                .withTexts("keys", spec.keys())
                .with("horizon", spec.horizon().toString())
                .with("target", spec.target())
                .withTexts("knownAhead", spec.knownAhead().stream().sorted().toList());
        if (!spec.replaced().isEmpty()) {
            List<Form> replaced = new ArrayList<>();
            spec.replaced()
                    .forEach((column, by) -> replaced.add(
                            Form.of("replace").with("column", column).with("by", by)));
            form.withForms("replaced", replaced);
        }
        return form.withForms(
                        "features",
                        spec.entries().stream().map(SpecJson::entryForm).toList())
                .toJson();
    }

    private static Form columnForm(Column column) {
        return Form.of(column.type().name().toLowerCase(Locale.ROOT)).with("name", column.name());
    }

    private static Form entryForm(Entry entry) {
        if (entry instanceof Entry.Single single) {
            return Form.of("feature").with("name", single.name()).with("is", single.expression());
        }
        return Form.of("encode").with("by", ((Entry.Encoded) entry).encoder().form());
    }

    static PipelineSpec read(String json) {
        Form form = Form.parse(json);
        if (!form.operator().equals(FORMAT)) {
            throw new InvalidDataException("Not a feature pipeline but '" + form.operator() + "'");
        }
        if (form.integer("version") > VERSION) {
            throw new IncompatibleVersionException("The feature pipeline has format version " + form.integer("version")
                    + ", this library reads up to " + VERSION + ". Upgrade mlpipeline");
        }
        try {
            return SpecCheck.checked(specOf(form));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new InvalidDataException("The feature pipeline is not usable: " + e.getMessage(), e);
        }
    }

    private static PipelineSpec specOf(Form form) {
        Operators operators = Operators.installed();
        return new PipelineSpec(
                Schema.of(form.forms("schema").stream().map(SpecJson::column).toList()),
                form.text("time"),
                form.texts("keys"),
                Duration.parse(form.text("horizon")),
                form.text("target"),
                Set.copyOf(form.texts("knownAhead")),
                form.has("replaced") ? replaced(form.forms("replaced"), operators) : new TreeMap<>(),
                form.forms("features").stream()
                        .map(each -> entry(each, operators))
                        .toList());
    }

    private static SortedMap<String, Expression> replaced(List<Form> forms, Operators operators) {
        SortedMap<String, Expression> replaced = new TreeMap<>();
        forms.forEach(each -> replaced.put(each.text("column"), operators.expression(each.form("by"))));
        return replaced;
    }

    private static Column column(Form form) {
        return new Column(form.text("name"), ColumnType.valueOf(form.operator().toUpperCase(Locale.ROOT)));
    }

    private static Entry entry(Form form, Operators operators) {
        return switch (form.operator()) {
            case "feature" -> new Entry.Single(form.text("name"), operators.expression(form.form("is")));
            case "encode" -> new Entry.Encoded(operators.encoder(form.form("by")));
            default -> throw new InvalidDataException("Unknown entry '" + form.operator() + "' in a feature pipeline");
        };
    }
}
