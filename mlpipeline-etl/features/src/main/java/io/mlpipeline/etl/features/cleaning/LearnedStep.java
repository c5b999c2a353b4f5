package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.operator.Clip;
import io.mlpipeline.etl.features.operator.ColumnValue;
import io.mlpipeline.etl.features.operator.FillMissing;
import io.mlpipeline.etl.features.quality.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A step whose numbers must be learned from a column of numbers, of all rows or by group.
 *
 * @param column the column
 * @param by the columns that make groups; none for all rows
 * @param rule what is learned
 * @param minRows how many values a group needs to be told apart
 * @param action what is done with the numbers
 */
record LearnedStep(String column, List<String> by, LearnedRule rule, long minRows, Action action)
        implements CleaningStep {

    LearnedStep {
        by = List.copyOf(by);
    }

    /** What is done with learned numbers. */
    sealed interface Action {
        /** The number stands in for missing values. */
        record Fill() implements Action {}

        /** Values outside the bounds become the bound. */
        record Winsorize() implements Action {}

        /** Rows outside the bounds are told by a column. */
        record Flag(String name) implements Action {}

        /** Rows outside the bounds are removed. */
        record Remove(Fate fate) implements Action {}
    }

    static LearnedStep read(Form form) {
        return new LearnedStep(
                form.text("column"),
                form.texts("by"),
                LearnedRule.read(form.form("rule")),
                form.integer("minRows"),
                actionOf(form.form("action")));
    }

    private static Action actionOf(Form form) {
        return switch (form.operator()) {
            case "fill" -> new Action.Fill();
            case "winsorize" -> new Action.Winsorize();
            case "flag" -> new Action.Flag(form.text("name"));
            case "remove" -> new Action.Remove(new Fate(form.text("rule"), Severity.valueOf(form.text("severity"))));
            default -> throw new InvalidDataException("Unknown action '" + form.operator() + "' of a cleaning step");
        };
    }

    private Form actionForm() {
        if (action instanceof Action.Flag flag) {
            return Form.of("flag").with("name", flag.name());
        }
        if (action instanceof Action.Remove remove) {
            return Form.of("remove")
                    .with("rule", remove.fate().rule())
                    .with("severity", remove.fate().severity().name());
        }
        return Form.of(action instanceof Action.Fill ? "fill" : "winsorize");
    }

    @Override
    public Form form() {
        return Form.of("learned")
                .with("column", column)
                .withTexts("by", by)
                .with("rule", rule.form())
                .with("minRows", minRows)
                .with("action", actionForm());
    }

    @Override
    public String name() {
        if (action instanceof Action.Flag flag) {
            return flag.name();
        }
        return removal().map(Fate::rule).orElseGet(this::description);
    }

    @Override
    public String description() {
        String of = rule.description() + (by.isEmpty() ? "" : " of its " + String.join(", ", by));
        return action instanceof Action.Fill
                ? column + ": " + of + " where missing"
                : column + ": " + action.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " beyond " + of;
    }

    @Override
    public Optional<Fate> removal() {
        return action instanceof Action.Remove remove ? Optional.of(remove.fate()) : Optional.empty();
    }

    @Override
    public Schema after(Schema before) {
        RowTest.requireNumber(before, column);
        GroupNumbers.requireGroupable(before, by);
        if (by.contains(column)) {
            throw new IllegalArgumentException("Column '" + column + "' cannot be grouped by itself");
        }
        if (rule.kind() == LearnedRule.Kind.MEAN && before.typeOf(column) != ColumnType.NUMBER) {
            throw new IllegalArgumentException("The mean does not fit into column '" + column
                    + "' of whole values. Fill it with the median or the most frequent value");
        }
        return action instanceof Action.Flag flag ? FlagRow.withFlag(before, flag.name()) : before;
    }

    boolean isGrouped() {
        return !by.isEmpty();
    }

    /** Groups that are filled need a number for those that are not known. */
    boolean needsAllRows() {
        return !isGrouped() || action instanceof Action.Fill;
    }

    /** What the values of all rows or of one group say, fitted to the column's type. */
    double[] numbersOf(Distribution values, Schema schema) {
        double[] numbers = isGrouped() && values.count() < minRows && values instanceof GroupValues
                ? new double[0]
                : rule.learn(values);
        if (numbers.length == 2 && schema.typeOf(column) != ColumnType.NUMBER) {
            numbers[0] = Math.ceil(numbers[0]);
            numbers[1] = Math.floor(numbers[1]);
        }
        return numbers;
    }

    /** The step with its numbers in place. */
    RowStep learned(double[] all, GroupNumbers groups) {
        if (action instanceof Action.Flag flag) {
            return new FlagRow(column, new RowTest.Outside(groups), flag.name());
        }
        if (action instanceof Action.Remove remove) {
            return new RemoveRow(column, new RowTest.Outside(groups), remove.fate());
        }
        return new ReplaceNumber(name(), column, action instanceof Action.Fill ? fill(all, groups) : clip(groups));
    }

    private Expression fill(double[] all, GroupNumbers groups) {
        if (all.length == 0) {
            throw new InvalidDataException("Nothing to fill column '" + column
                    + "' with: all its values are missing. Fill it with a constant, or leave the column out");
        }
        Expression value = new ColumnValue(column);
        return isGrouped() ? new FillFromGroup(value, groups, all[0]) : new FillMissing(value, all[0]);
    }

    private Expression clip(GroupNumbers groups) {
        Expression value = new ColumnValue(column);
        double[] bounds = isGrouped() ? new double[0] : groups.onlyNumbers();
        return bounds.length == 0 ? new ClipToGroup(value, groups) : new Clip(value, bounds[0], bounds[1]);
    }
}
