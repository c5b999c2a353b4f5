package io.mlpipeline.models.core.conformal;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;
import java.util.List;

/**
 * A regressor with an interval around each prediction. If the rows that it is asked for are exchangeable with those that it was
 * calibrated on, and those with none that trained, a share of at least {@code level} of the labels lies inside, and at most
 * {@code 1 / (n + 1)} more, whatever the model. Portable, immutable and safe for use by many threads. As a {@link Model} it predicts
 * what the model inside does.
 *
 * <p>Sources: J. Lei et al., Distribution-free predictive inference for regression, JASA 113 (2018), split conformal and its
 * locally weighted form; Y. Romano et al., Conformalized quantile regression, NeurIPS 2019.
 */
public final class ConformalModel implements Model {
    private final Model model;
    private final Model low;
    private final Model high;
    /** What widens the interval; the model itself where all are equally wide. */
    private final Model scale;

    private final double leastScale;
    private final double margin;
    private final double level;

    ConformalModel(Model model, Model low, Model high, Model scale, double leastScale, double margin, double level) {
        this.model = model;
        this.low = low;
        this.high = high;
        this.scale = scale;
        this.leastScale = leastScale;
        this.margin = margin;
        this.level = level;
        for (Model each : List.of(model, low, high, scale)) {
            if (each.task() != ModelTask.REGRESSION || each.outputs() != 1) {
                throw new IllegalArgumentException("An interval needs regressions of one output, not " + each);
            }
            if (!each.features().equals(model.features())) {
                throw new IllegalArgumentException(
                        "The models take different features: " + model.features() + " and " + each.features());
            }
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("The level of an interval lies between 0 and 1, got " + level);
        }
        if (!Double.isFinite(margin) || !(leastScale >= 0)) {
            throw new IllegalArgumentException("The margin must be finite, got " + margin + " and scale " + leastScale);
        }
    }

    /**
     * Intervals of one width.
     *
     * @param model a regressor
     * @param rows rows that it was not trained on: at least {@code level / (1 - level)}
     * @param level the share of labels inside, such as 0.9
     * @return the regressor with intervals
     * @throws InvalidDataException if there are too few rows, or they have other features
     */
    public static ConformalModel split(Model model, TrainingSet rows, double level) {
        return calibrated(new ConformalModel(model, model, model, model, 0, 0, level), rows);
    }

    /**
     * Intervals as wide as a second model says, times one number.
     *
     * @param model a regressor
     * @param scale predicts the size of its error, such as a regressor of absolute residuals
     * @param leastScale the least size that counts, above 0
     * @param rows rows that neither was trained on
     * @param level the share of labels inside, such as 0.9
     * @return the regressor with intervals
     * @throws InvalidDataException if there are too few rows, or they have other features
     */
    public static ConformalModel normalized(
            Model model, Model scale, double leastScale, TrainingSet rows, double level) {
        if (!(leastScale > 0)) {
            throw new IllegalArgumentException("The least scale must be above 0, got " + leastScale);
        }
        return calibrated(new ConformalModel(model, model, model, scale, leastScale, 0, level), rows);
    }

    /**
     * Intervals between two predicted quantiles, both moved by one number.
     *
     * @param model a regressor for the prediction itself
     * @param low predicts a low quantile, such as that of 0.05
     * @param high predicts a high one, such as that of 0.95
     * @param rows rows that none was trained on
     * @param level the share of labels inside, such as 0.9
     * @return the regressor with intervals
     * @throws InvalidDataException if there are too few rows, or they have other features
     */
    public static ConformalModel quantiles(Model model, Model low, Model high, TrainingSet rows, double level) {
        return calibrated(new ConformalModel(model, low, high, model, 0, 0, level), rows);
    }

    private static ConformalModel calibrated(ConformalModel bare, TrainingSet rows) {
        if (!bare.features().equals(rows.features())) {
            throw new InvalidDataException(
                    "The model takes the features " + bare.features() + ", but the rows have " + rows.features());
        }
        int rank = (int) Math.ceil((rows.size() + 1) * bare.level - 1e-9);
        if (rank > rows.size()) {
            throw new InvalidDataException("An interval of level " + bare.level + " needs "
                    + (int) Math.ceil(bare.level / (1 - bare.level) - 1e-9) + " rows to calibrate on, got "
                    + rows.size());
        }
        double[] distances = new double[rows.size()];
        double[] row = new double[rows.features().size()];
        for (int i = 0; i < distances.length; i++) {
            rows.copyRow(i, row);
            double below = bare.low.predict(row) - rows.label(i);
            double above = rows.label(i) - bare.high.predict(row);
            distances[i] = Math.max(below, above) / bare.scale(row);
            if (!Double.isFinite(distances[i])) {
                throw new InvalidDataException("The model predicts no number for row " + i
                        + ". Maybe a feature is missing there: impute it in the feature pipeline");
            }
        }
        Arrays.sort(distances);
        double margin = distances[rank - 1];
        return new ConformalModel(bare.model, bare.low, bare.high, bare.scale, bare.leastScale, margin, bare.level);
    }

    private double scale(double[] features) {
        return leastScale == 0 ? 1 : Math.max(leastScale, scale.predict(features));
    }

    /**
     * The interval of one row.
     *
     * @param features one value a feature
     * @return where its label lies; a point where the quantiles have crossed
     */
    public Interval interval(double[] features) {
        double width = margin * scale(features);
        double from = low.predict(features) - width;
        double to = high.predict(features) + width;
        return from <= to ? new Interval(from, to) : new Interval((from + to) / 2, (from + to) / 2);
    }

    /**
     * The share of labels that the intervals are made for.
     *
     * @return above 0 and below 1
     */
    public double level() {
        return level;
    }

    /**
     * The share of rows whose label lies in its interval.
     *
     * @param rows rows with the model's features, at least one
     * @return 0 to 1
     */
    public double coverage(TrainingSet rows) {
        if (rows.size() == 0) {
            throw new InvalidDataException("There are no rows to measure a coverage on: " + rows);
        }
        double[] row = new double[rows.features().size()];
        int inside = 0;
        for (int i = 0; i < rows.size(); i++) {
            inside += interval(rows.copyRow(i, row)).contains(rows.label(i)) ? 1 : 0;
        }
        return (double) inside / rows.size();
    }

    List<Model> models() {
        return List.of(model, low, high, scale);
    }

    double leastScale() {
        return leastScale;
    }

    double margin() {
        return margin;
    }

    @Override
    public ModelTask task() {
        return ModelTask.REGRESSION;
    }

    @Override
    public List<String> features() {
        return model.features();
    }

    @Override
    public void predict(double[] features, double[] out) {
        model.predict(features, out);
    }

    @Override
    public void margins(double[] features, double[] out) {
        model.margins(features, out);
    }

    @Override
    public String toString() {
        return "ConformalModel(" + model + ", level " + level + ")";
    }
}
