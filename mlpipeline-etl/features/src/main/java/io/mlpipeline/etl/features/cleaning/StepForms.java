package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Operators;
import java.util.List;

/** Reads steps from their JSON form. */
final class StepForms {
    private StepForms() {}

    static List<CleaningStep> read(List<Form> forms) {
        Operators operators = Operators.installed();
        try {
            return forms.stream().map(form -> read(form, operators)).toList();
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException("The cleaning is not usable: " + e.getMessage(), e);
        }
    }

    private static CleaningStep read(Form form, Operators operators) {
        return switch (form.operator()) {
            case "replace" -> ReplaceNumber.read(form, operators);
            case "fill-text" -> FillText.read(form);
            case "flag" -> FlagRow.read(form);
            case "remove" -> RemoveRow.read(form);
            case "normalize-text" -> NormalizeText.read(form);
            case "convert" -> Convert.read(form);
            case "learned" -> LearnedStep.read(form);
            case "learned-text" -> LearnedText.read(form);
            case "duplicates" -> Duplicates.read(form);
            case "forward-fill" -> ForwardFill.read(form);
            default ->
                throw new IncompatibleVersionException(
                        "Unknown cleaning step '" + form.operator() + "'. Upgrade mlpipeline");
        };
    }

    static List<Form> write(List<? extends CleaningStep> steps) {
        return steps.stream().map(CleaningStep::form).toList();
    }
}
