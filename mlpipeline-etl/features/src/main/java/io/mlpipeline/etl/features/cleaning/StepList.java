package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.SchemaForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Steps over rows of a schema, learned or not: what a definition and what was fitted have in common. */
record StepList(Schema schema, List<CleaningStep> steps) {
    /** One bit a step tells which changed a row. */
    static final int MAX_STEPS = Long.SIZE - 1;

    private static final String FORMAT = "cleaning";
    private static final int VERSION = 1;

    StepList {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw new IllegalArgumentException("A cleaning has 1 to " + MAX_STEPS + " steps, got " + steps.size());
        }
        Set<String> names = new HashSet<>();
        Schema after = schema;
        for (CleaningStep step : steps) {
            if (!names.add(step.name())) {
                throw new IllegalArgumentException("Two steps are called '" + step.name()
                        + "', so a report could not tell them apart. Give each its own rule name, or leave one out");
            }
            after = step.after(after);
        }
    }

    Schema after() {
        Schema after = schema;
        for (CleaningStep step : steps) {
            after = step.after(after);
        }
        return after;
    }

    /** The stages in their order. */
    List<CleaningStage> stages() {
        List<CleaningStage> stages = new ArrayList<>();
        List<CleaningStep> together = new ArrayList<>();
        Schema before = schema;
        Schema now = schema;
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof TableStep table) {
                addRows(stages, before, i, together);
                stages.add(new TableStage(now, i, table));
                together = new ArrayList<>();
            } else {
                before = together.isEmpty() ? now : before;
                together.add(steps.get(i));
            }
            now = steps.get(i).after(now);
        }
        addRows(stages, before, steps.size(), together);
        return List.copyOf(stages);
    }

    private static void addRows(List<CleaningStage> stages, Schema before, int end, List<CleaningStep> together) {
        if (!together.isEmpty()) {
            stages.add(new RowStage(before, end - together.size(), together));
        }
    }

    String toJson() {
        return Form.of(FORMAT)
                .with("version", VERSION)
                .withForms("schema", SchemaForm.write(schema))
                .withForms("steps", StepForms.write(steps))
                .toJson();
    }

    static StepList read(String json) {
        Form form = Form.parse(json);
        if (!form.operator().equals(FORMAT)) {
            throw new InvalidDataException("Not a cleaning but '" + form.operator() + "'");
        }
        if (form.integer("version") > VERSION) {
            throw new IncompatibleVersionException("The cleaning has format version " + form.integer("version")
                    + ", this library reads up to " + VERSION + ". Upgrade mlpipeline");
        }
        try {
            return new StepList(SchemaForm.read(form.forms("schema")), StepForms.read(form.forms("steps")));
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException("The cleaning is not usable: " + e.getMessage(), e);
        }
    }
}
