package io.mlpipeline.models.core.explain;

import io.mlpipeline.api.model.Model;

/**
 * What a model would predict if some features of a row were otherwise. Immutable: each method returns a new one.
 *
 * <pre>{@code
 * double change = WhatIf.of(model, vector).scale("price", 0.95).relativeChange();
 * }</pre>
 */
public final class WhatIf {
    private final Model model;
    private final double[] before;
    private final double[] after;

    private WhatIf(Model model, double[] before, double[] after) {
        this.model = model;
        this.before = before;
        this.after = after;
    }

    /**
     * Starts from a row.
     *
     * @param model a model with one output
     * @param vector one value a feature; copied
     * @return the row as it is
     * @throws IllegalArgumentException if the vector has another length or the model has several outputs
     */
    public static WhatIf of(Model model, double[] vector) {
        if (vector.length != model.features().size() || model.outputs() != 1) {
            throw new IllegalArgumentException("A vector of " + vector.length + " values for a model of "
                    + model.features().size() + " features and " + model.outputs()
                    + " outputs; there must be one output");
        }
        return new WhatIf(model, vector.clone(), vector.clone());
    }

    /**
     * Gives a feature another value.
     *
     * @param feature its name
     * @param value the value; {@code NaN} for missing
     * @return the changed row
     */
    public WhatIf set(String feature, double value) {
        int at = model.features().indexOf(feature);
        if (at < 0) {
            throw new IllegalArgumentException("No feature '" + feature + "'; there are " + model.features());
        }
        double[] changed = after.clone();
        changed[at] = value;
        return new WhatIf(model, before, changed);
    }

    /**
     * Multiplies a feature.
     *
     * @param feature its name
     * @param factor such as 0.95 for 5 % less
     * @return the changed row
     */
    public WhatIf scale(String feature, double factor) {
        int at = model.features().indexOf(feature);
        return set(feature, at < 0 ? Double.NaN : after[at] * factor);
    }

    /**
     * The prediction for the row as it was.
     *
     * @return the model's output
     */
    public double before() {
        return model.predict(before);
    }

    /**
     * The prediction for the changed row.
     *
     * @return the model's output
     */
    public double after() {
        return model.predict(after);
    }

    /**
     * By what share the prediction changes.
     *
     * @return 0.12 for 12 % more; not finite where it was 0
     */
    public double relativeChange() {
        return (after() - before()) / Math.abs(before());
    }
}
