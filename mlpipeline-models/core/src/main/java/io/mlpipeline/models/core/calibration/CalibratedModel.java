package io.mlpipeline.models.core.calibration;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;
import java.util.List;

/**
 * A classifier of two classes whose probabilities were corrected on rows that it was not trained on. Portable, immutable and safe for
 * use by many threads.
 */
public final class CalibratedModel implements Model {
    private final Model model;
    private final Calibration calibration;

    CalibratedModel(Model model, Calibration calibration) {
        if (model.task() != ModelTask.BINARY) {
            throw new IllegalArgumentException(
                    "Only classifiers of two classes are calibrated, but " + model + " is " + model.task());
        }
        this.model = model;
        this.calibration = calibration;
    }

    /**
     * Corrects by Platt scaling: two numbers, so a few hundred rows are enough.
     *
     * @param model a classifier of two classes
     * @param rows rows that it was not trained on, of both classes
     * @return the corrected classifier
     * @throws InvalidDataException if the rows are of one class or have other features
     */
    public static CalibratedModel platt(Model model, TrainingSet rows) {
        double[] margins = margins(model, rows);
        return new CalibratedModel(model, PlattScaling.fit(margins, rows.labels(), weights(rows)));
    }

    /**
     * Corrects by isotonic regression: any rising shape, for a thousand rows or more.
     *
     * @param model a classifier of two classes
     * @param rows rows that it was not trained on, of both classes
     * @return the corrected classifier
     * @throws InvalidDataException if the rows are of one class or have other features
     */
    public static CalibratedModel isotonic(Model model, TrainingSet rows) {
        double[] margins = margins(model, rows);
        return new CalibratedModel(model, IsotonicSteps.fit(margins, rows.labels(), weights(rows)));
    }

    private static double[] weights(TrainingSet rows) {
        double[] weights = new double[rows.size()];
        Arrays.setAll(weights, rows::weight);
        return weights;
    }

    private static double[] margins(Model model, TrainingSet rows) {
        if (!model.features().equals(rows.features())) {
            throw new InvalidDataException(
                    "The model takes the features " + model.features() + ", but the rows have " + rows.features());
        }
        double[] labels = Arrays.stream(rows.labels()).distinct().sorted().toArray();
        if (!Arrays.equals(labels, new double[] {0, 1})) {
            throw new InvalidDataException("A calibration needs rows labelled 0 and 1, both; the labels '"
                    + rows.target() + "' are " + Arrays.toString(labels));
        }
        double[] margins = new double[rows.size()];
        double[] out = new double[model.outputs()];
        double[] row = new double[rows.features().size()];
        for (int i = 0; i < margins.length; i++) {
            model.margins(rows.copyRow(i, row), out);
            margins[i] = out[0];
        }
        return margins;
    }

    /**
     * The classifier that is corrected.
     *
     * @return the model inside
     */
    public Model model() {
        return model;
    }

    /**
     * The correction.
     *
     * @return a function of the margin
     */
    public Calibration calibration() {
        return calibration;
    }

    @Override
    public ModelTask task() {
        return ModelTask.BINARY;
    }

    @Override
    public List<String> features() {
        return model.features();
    }

    @Override
    public List<String> classes() {
        return model.classes();
    }

    @Override
    public void margins(double[] features, double[] out) {
        model.margins(features, out);
    }

    @Override
    public void predict(double[] features, double[] out) {
        model.margins(features, out);
        out[0] = calibration.probability(out[0]);
    }

    @Override
    public String toString() {
        return "CalibratedModel(" + model + ", " + calibration + ")";
    }
}
