package io.mlpipeline.models.timeseries.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.WithFallback;
import io.mlpipeline.models.timeseries.arima.FittedArima;
import io.mlpipeline.models.timeseries.baseline.Drift;
import io.mlpipeline.models.timeseries.baseline.Mean;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.combination.Combination;
import io.mlpipeline.models.timeseries.conformal.ConformalForecaster;
import io.mlpipeline.models.timeseries.intermittent.Croston;
import io.mlpipeline.models.timeseries.season.SeasonallyAdjusted;
import io.mlpipeline.models.timeseries.smoothing.FittedEts;
import io.mlpipeline.models.timeseries.smoothing.FittedTheta;
import io.mlpipeline.models.timeseries.transform.Transformed;
import java.time.DateTimeException;

/**
 * Writes fitted forecasters as JSON and reads them back.
 *
 * <p>The text holds the parameters and the series; reading filters the series again, without fitting. A forecaster that was not
 * updated since it was fitted forecasts the same bits afterwards; an updated one the same within rounding. Every version that was
 * ever written can be read.
 */
public final class ForecasterJson {
    private static final String FORMAT = "mlpipeline-forecaster";
    private static final int VERSION = 1;

    private ForecasterJson() {}

    /**
     * Writes a forecaster.
     *
     * @param forecaster one of this module's fitted forecasters
     * @return the text; equal forecasters give equal texts
     */
    public static String write(FittedForecaster forecaster) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT);
        root.put("version", VERSION);
        root.set("forecaster", SnapshotJson.write(forecaster.snapshot()));
        return root.toString();
    }

    /**
     * Reads a forecaster.
     *
     * @param json what {@link #write} gave
     * @return the forecaster
     * @throws CorruptArtifactException if the text is no such thing, or incomplete
     * @throws IncompatibleVersionException if a later version of the library wrote it
     */
    public static FittedForecaster read(String json) {
        JsonNode root = parse(json);
        if (!FORMAT.equals(root.path("format").asText())) {
            throw new CorruptArtifactException("the text is no stored forecaster: its format is '"
                    + root.path("format").asText() + "' where '" + FORMAT + "' belongs");
        }
        int version = root.path("version").asInt();
        if (version < 1 || version > VERSION) {
            throw new IncompatibleVersionException("the forecaster has version " + version
                    + ", but this library reads 1 to " + VERSION + ". Maybe update the library.");
        }
        try {
            return restore(SnapshotJson.read(root.path("forecaster")));
        } catch (IllegalArgumentException | InvalidDataException | DateTimeException e) {
            throw new CorruptArtifactException("the stored forecaster is damaged: " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new CorruptArtifactException("the text is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static FittedForecaster restore(Snapshot snapshot) {
        return switch (snapshot.type()) {
            case FittedArima.TYPE -> FittedArima.restore(snapshot);
            case FittedEts.TYPE -> FittedEts.restore(snapshot);
            case FittedTheta.TYPE -> FittedTheta.restore(snapshot);
            case Croston.TYPE -> Croston.restore(snapshot);
            case SeasonalNaive.TYPE -> SeasonalNaive.restore(snapshot);
            case Drift.TYPE -> Drift.restore(snapshot);
            case Mean.TYPE -> Mean.restore(snapshot);
            case Combination.TYPE ->
                Combination.restore(
                        snapshot,
                        snapshot.parts().stream().map(ForecasterJson::restore).toList());
            case ConformalForecaster.TYPE -> ConformalForecaster.restore(snapshot, restore(onlyPart(snapshot)));
            case Transformed.TYPE -> Transformed.restore(snapshot, restore(onlyPart(snapshot)));
            case SeasonallyAdjusted.TYPE -> SeasonallyAdjusted.restore(snapshot, restore(onlyPart(snapshot)));
            case WithFallback.TYPE -> WithFallback.of(restore(onlyPart(snapshot)), snapshot.word("reason"));
            default -> throw new IllegalArgumentException("its type '" + snapshot.type() + "' is not known");
        };
    }

    private static Snapshot onlyPart(Snapshot snapshot) {
        if (snapshot.parts().size() != 1) {
            throw new IllegalArgumentException("it has " + snapshot.parts().size() + " parts where one belongs");
        }
        return snapshot.parts().get(0);
    }
}
