package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.quality.Severity;
import java.util.Optional;

/** One step of a {@link Cleaning}; {@link CleaningSteps} makes them. Immutable. */
public sealed interface CleaningStep permits RowStep, LearnedStep, LearnedText, TableStep {
    /**
     * What the step is called in reports; unique in a cleaning.
     *
     * @return such as "price: the median where missing"
     */
    String name();

    /**
     * What a row or value that the step leaves alone looks like, or what the step does to the others.
     *
     * @return a short sentence without a full stop
     */
    String description();

    /** Where rows that the step removes go; empty if it removes none. */
    Optional<Fate> removal();

    /**
     * Whether the step sets rows aside, so that they must be kept to be shown.
     *
     * @return false if it removes none, or drops them as expected
     */
    default boolean isQuarantine() {
        return removal().filter(fate -> fate.severity() == Severity.QUARANTINE).isPresent();
    }

    /** The columns of rows after this step; refuses columns that are unknown or of the wrong type. */
    Schema after(Schema before);

    /** The JSON form. */
    Form form();
}
