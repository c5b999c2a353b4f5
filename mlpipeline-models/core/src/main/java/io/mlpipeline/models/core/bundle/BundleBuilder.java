package io.mlpipeline.models.core.bundle;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.etl.features.Kernel;
import io.mlpipeline.etl.features.Series;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what goes into a {@link Bundle}. Not thread-safe. */
public final class BundleBuilder {
    private static final int GOLDEN_ROWS = 8;

    private final FittedFeatures features;
    private final TrainedModel trained;
    private final List<GoldenRow> golden = new ArrayList<>();
    private String name = "model";
    private Optional<Instant> createdAt = Optional.empty();
    private Optional<Evaluation> evaluation = Optional.empty();
    private ModelCodecs codecs = ModelCodecs.installed();

    BundleBuilder(FittedFeatures features, TrainedModel trained) {
        if (!features.names().equals(trained.model().features())) {
            throw new IllegalArgumentException("The model takes the features "
                    + trained.model().features() + ", but the pipeline makes " + features.names());
        }
        this.features = features;
        this.trained = trained;
    }

    /**
     * Names the bundle; {@code model} unless set.
     *
     * @param name letters, digits, dots, hyphens and underscores; 1 to 100 of them
     * @return this builder
     */
    public BundleBuilder name(String name) {
        if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new IllegalArgumentException(
                    "A bundle's name is 1 to 100 letters, digits, dots, hyphens and underscores, got '" + name + "'");
        }
        this.name = name;
        return this;
    }

    /**
     * Writes down when the bundle is made. Without it the same training gives the same file.
     *
     * @param time the time
     * @return this builder
     */
    public BundleBuilder createdAt(Instant time) {
        this.createdAt = Optional.of(time);
        return this;
    }

    /**
     * Writes down how good the model is.
     *
     * @param evaluation the evaluation on the hold-out
     * @return this builder
     */
    public BundleBuilder evaluation(Evaluation evaluation) {
        this.evaluation = Optional.of(evaluation);
        return this;
    }

    /**
     * Sets the model types that can be stored; those of this class path unless set.
     *
     * @param codecs the codecs
     * @return this builder
     */
    public BundleBuilder codecs(ModelCodecs codecs) {
        this.codecs = codecs;
        return this;
    }

    /**
     * Takes up to eight rows, evenly spaced, to be replayed whenever the bundle is opened. The frame is their history too.
     *
     * @param rows whole series, with the columns of requests and those behind windows
     * @return this builder
     * @throws InvalidDataException if there are no rows
     */
    public BundleBuilder goldenRows(Frame rows) {
        return goldenRows(rows, features.history(rows));
    }

    /**
     * Takes up to eight rows, evenly spaced, to be replayed whenever the bundle is opened.
     *
     * @param requests rows with the columns of requests
     * @param history the past of their series
     * @return this builder
     * @throws InvalidDataException if there are no rows
     */
    public BundleBuilder goldenRows(Frame requests, History history) {
        if (requests.size() == 0) {
            throw new InvalidDataException("There are no golden rows in " + requests);
        }
        int count = Math.min(GOLDEN_ROWS, requests.size());
        Frame.Cursor cursor = requests.cursor();
        for (int i = 1; i <= count; i++) {
            cursor.moveTo((int) ((long) i * requests.size() / count) - 1);
            golden.add(goldenRow(cursor, history));
        }
        return this;
    }

    private GoldenRow goldenRow(Row row, History history) {
        RowBuffer request = requestOf(row);
        Kernel kernel = features.kernel();
        Model model = trained.model();
        if (!features.usesHistory()) {
            return GoldenRow.of(request, Optional.empty(), features, kernel, model);
        }
        Optional<Series> whole = history.series(features.keyOf(request));
        long now = request.integer(request.schema().indexOf(features.timeColumn()));
        Optional<Series> part = whole.map(series -> series.between(now - features.reach(), now));
        GoldenRow golden = GoldenRow.of(request, part, features, kernel, model);
        // A wrong reach would make the file refuse itself; better here than there.
        golden.requireSame("a golden row", GoldenRow.of(request, whole, features, kernel, model), features);
        return golden;
    }

    private RowBuffer requestOf(Row row) {
        Schema schema = features.requestSchema();
        RowBuffer request = RowBuffer.of(schema);
        for (int i = 0; i < schema.size(); i++) {
            request.copyValue(row, row.schema().indexOf(schema.column(i).name()), i);
        }
        return request;
    }

    /**
     * Builds the bundle; the builder may go on and build again.
     *
     * @return the bundle
     * @throws IllegalStateException if there are no golden rows
     * @throws IllegalArgumentException if no codec knows the model
     */
    public Bundle build() {
        if (golden.isEmpty()) {
            throw new IllegalStateException("A bundle needs golden rows to prove itself by: call goldenRows");
        }
        EncodedModel model = codecs.encode(trained.model());
        Map<String, byte[]> contents = contents(model);
        Map<String, String> hashes = new LinkedHashMap<>();
        contents.forEach((entry, content) -> hashes.put(entry, Sha256.of(content)));
        Manifest manifest = new Manifest(name, createdAt, model.type(), model.version(), hashes);
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put(Manifest.ENTRY, manifest.toBytes());
        all.putAll(contents);
        return new Bundle(StoredZip.write(all), manifest, features, trained, evaluation);
    }

    private Map<String, byte[]> contents(EncodedModel model) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (String entry : BundleEntries.names(evaluation.isPresent())) {
            contents.put(entry, content(entry, model));
        }
        return contents;
    }

    private byte[] content(String entry, EncodedModel model) {
        return switch (entry) {
            case BundleEntries.SCHEMA -> SchemaJson.write(features.requestSchema());
            case BundleEntries.FEATURES -> features.toJson().getBytes(StandardCharsets.UTF_8);
            case BundleEntries.MODEL -> model.content();
            case BundleEntries.TRAINING -> TrainingJson.write(trained);
            case BundleEntries.EVALUATION -> EvaluationJson.write(evaluation.orElseThrow());
            case BundleEntries.PROFILE -> ProfileJson.write(features.profile());
            case BundleEntries.GOLDEN -> GoldenJson.write(golden);
            default -> throw new IllegalStateException("No entry is called " + entry);
        };
    }
}
