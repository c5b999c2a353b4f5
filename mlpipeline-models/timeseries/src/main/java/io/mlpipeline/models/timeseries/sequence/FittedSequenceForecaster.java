package io.mlpipeline.models.timeseries.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.Json;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import io.mlpipeline.models.core.sequence.SequenceModel;
import io.mlpipeline.models.core.sequence.SequenceOutput;
import io.mlpipeline.models.core.sequence.SequenceShape;
import io.mlpipeline.models.core.sequence.TrainedSequenceModel;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * A sequence model with what it is given of a series: it forecasts any series of its kind without the library that trained it.
 * Immutable and thread-safe.
 *
 * <p>Where the model gives quantiles, the mean of a forecast is the median, which has the least absolute error. Where all present
 * values of the window are equal, that value is forecast, and {@link Forecast#fallback()} says so.
 */
public final class FittedSequenceForecaster implements FittedPanelForecaster {
    private static final String FORMAT = "mlpipeline-sequence-forecaster";
    private static final int VERSION = 1;

    private final String method;
    private final SequenceModel model;
    private final Inputs inputs;

    FittedSequenceForecaster(String name, TrainedSequenceModel trained, Inputs inputs) {
        this(name + " of " + inputs.shape().window() + " steps", trained.model(), inputs);
    }

    private FittedSequenceForecaster(String method, SequenceModel model, Inputs inputs) {
        this.method = method;
        this.model = model;
        this.inputs = inputs;
    }

    /**
     * The model, for a bundle or a registry of its own.
     *
     * @return the model in its portable form
     */
    public SequenceModel model() {
        return model;
    }

    @Override
    public String method() {
        return method;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if more steps are asked for than the model learned, intervals that it does not give, or a
     *     regressor is missing
     */
    @Override
    public Forecast forecast(List<String> key, TimeSeries history, Horizon horizon) {
        if (horizon.steps() > model.shape().horizon()) {
            throw new IllegalArgumentException("the horizon is " + horizon.steps() + " steps, but the model learned "
                    + model.shape().horizon() + ": train it for more");
        }
        double[] vector = inputs.vector(key, history, horizon);
        double[] out =
                new double[model.shape().horizon() * model.shape().output().width()];
        try {
            model.forecast(vector, out);
        } catch (InvalidDataException e) {
            throw new InvalidDataException("the series " + key + " cannot be forecast: " + e.getMessage(), e);
        }
        LocalDateTime[] stamps = new LocalDateTime[horizon.steps()];
        Arrays.setAll(stamps, i -> history.stamp(history.length() + i));
        double only = onlyValue(history);
        return Double.isNaN(only) ? learned(stamps, horizon, out) : constant(stamps, horizon, only);
    }

    /** The value that all present ones of the window have, NaN if there are several. */
    private double onlyValue(TimeSeries history) {
        double only = Double.NaN;
        for (int step = Math.max(0, history.length() - model.shape().window()); step < history.length(); step++) {
            double value = history.value(step);
            if (!Double.isNaN(value)) {
                if (!Double.isNaN(only) && value != only) {
                    return Double.NaN;
                }
                only = value;
            }
        }
        return only;
    }

    private Forecast constant(LocalDateTime[] stamps, Horizon horizon, double value) {
        double[] mean = new double[horizon.steps()];
        Arrays.fill(mean, value);
        return Forecast.builder(method, stamps, horizon, mean)
                .fallback("all present values of the last " + model.shape().window() + " steps are " + value)
                .build();
    }

    private Forecast learned(LocalDateTime[] stamps, Horizon horizon, double[] out) {
        SequenceOutput output = model.shape().output();
        Forecast.Builder forecast =
                Forecast.builder(method, stamps, horizon, column(out, output.center(), horizon.steps()));
        if (output.isGaussian()) {
            return forecast.normal(column(out, 1, horizon.steps())).build();
        }
        for (int i = 0; i < horizon.levels().size(); i++) {
            double level = horizon.levels().get(i);
            forecast.bounds(
                    i,
                    column(out, position((1 - level) / 2, level), horizon.steps()),
                    column(out, position((1 + level) / 2, level), horizon.steps()));
        }
        return forecast.build();
    }

    private double[] column(double[] out, int position, int steps) {
        double[] column = new double[steps];
        int width = model.shape().output().width();
        Arrays.setAll(column, step -> out[step * width + position]);
        return column;
    }

    private int position(double quantile, double level) {
        List<Double> levels = model.shape().output().levels();
        for (int i = 0; i < levels.size(); i++) {
            if (Math.abs(levels.get(i) - quantile) < 1e-9) {
                return i;
            }
        }
        throw new IllegalArgumentException("the model learned the quantiles " + levels
                + " and gives no interval at level " + level + ": ask for others, or train it for that one");
    }

    /**
     * Writes the model and what it is given.
     *
     * @return text that {@link #read} opens
     */
    public String toJson() {
        ObjectNode json = Json.object();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("method", method);
        json.set(
                "calendar",
                Json.texts(inputs.calendar().stream().map(Enum::name).toList()));
        json.set("staticKeys", Json.texts(inputs.staticKeys()));
        json.put("model", ModelCodecs.installed().encode(model).toText());
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #toJson} wrote; the library that trained the model is not needed.
     *
     * @param json the text
     * @return the forecaster, whose forecasts are the same bits
     * @throws CorruptArtifactException if the text is no such thing, or damaged
     * @throws IncompatibleVersionException if a later version of the library wrote it
     */
    public static FittedSequenceForecaster read(String json) {
        JsonNode root = Json.parse(json.getBytes(StandardCharsets.UTF_8), "A sequence forecaster");
        if (!Json.text(root, "format").equals(FORMAT)) {
            throw new CorruptArtifactException(
                    "The text is of format '" + Json.text(root, "format") + "' where '" + FORMAT + "' belongs");
        }
        int version = Json.intValue(root, "version");
        if (version < 1 || version > VERSION) {
            throw new IncompatibleVersionException("The forecaster has version " + version
                    + ", but this library reads 1 to " + VERSION + ". Maybe update the library");
        }
        Model model = ModelCodecs.installed().decode(EncodedModel.ofText(Json.text(root, "model")));
        if (!(model instanceof SequenceModel sequence)) {
            throw new CorruptArtifactException("The stored model is a " + model + " and forecasts no sequence");
        }
        return new FittedSequenceForecaster(Json.text(root, "method"), sequence, inputs(sequence.shape(), root));
    }

    private static Inputs inputs(SequenceShape shape, JsonNode root) {
        try {
            List<CalendarFeature> calendar = Json.texts(root, "calendar").stream()
                    .map(CalendarFeature::valueOf)
                    .toList();
            return new Inputs(shape, calendar, Json.texts(root, "staticKeys"));
        } catch (IllegalArgumentException e) {
            throw new CorruptArtifactException("The stored forecaster is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "FittedSequenceForecaster(" + method + ", " + model + ")";
    }
}
