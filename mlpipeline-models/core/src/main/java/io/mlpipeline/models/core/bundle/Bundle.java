package io.mlpipeline.models.core.bundle;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything that one deployed model needs, in one file: fitted features, model, metrics, the profile of the training rows, and
 * where it came from. Immutable and safe for use by many threads.
 *
 * <p>A bundle proves itself when it is opened: every byte must be the one that was written, and a few golden rows must give the
 * same features and predictions as when it was made, bit for bit. That shows damage and any difference between the two
 * machines; it does not show who made the file: keep its {@link #hash()} elsewhere for that.
 *
 * <p>The file is a zip that any tool reads, with JSON inside. The same content makes the same bytes on every Java version; no
 * time and no machine goes into it, unless {@link BundleBuilder#createdAt(Instant)} is called. It is held in memory as it
 * is on disk, besides what it was parsed into.
 */
public final class Bundle {
    private final byte[] bytes;
    private final String hash;
    private final Manifest manifest;
    private final FittedFeatures features;
    private final TrainedModel trained;
    private final Optional<Evaluation> evaluation;

    Bundle(
            byte[] bytes,
            Manifest manifest,
            FittedFeatures features,
            TrainedModel trained,
            Optional<Evaluation> evaluation) {
        this.bytes = bytes;
        this.hash = Sha256.of(bytes);
        this.manifest = manifest;
        this.features = features;
        this.trained = trained;
        this.evaluation = evaluation;
    }

    /**
     * Starts a bundle.
     *
     * @param features the fitted features
     * @param trained a model trained on vectors of these features
     * @return a builder
     * @throws IllegalArgumentException if the model takes other features
     */
    public static BundleBuilder builder(FittedFeatures features, TrainedModel trained) {
        return new BundleBuilder(features, trained);
    }

    /**
     * Opens a bundle with the model types of this class path.
     *
     * @param file the file
     * @return the bundle, checked and replayed
     * @throws CorruptArtifactException if a byte is not the one that was written, or a golden row does not come out the same
     * @throws IncompatibleVersionException if it was written by a newer version, or holds a model of an unknown type
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static Bundle open(Path file) {
        return BundleReader.of(file.toString(), ModelCodecs.installed()).read(BundleFiles.read(file));
    }

    /**
     * Reads a bundle with the model types of this class path.
     *
     * @param bytes the content of a file; copied
     * @return the bundle, checked and replayed
     * @throws CorruptArtifactException if a byte is not the one that was written, or a golden row does not come out the same
     * @throws IncompatibleVersionException if it was written by a newer version, or holds a model of an unknown type
     */
    public static Bundle read(byte[] bytes) {
        return read(bytes, ModelCodecs.installed());
    }

    /**
     * Reads a bundle.
     *
     * @param bytes the content of a file; copied
     * @param codecs the model types to understand
     * @return the bundle, checked and replayed
     * @throws CorruptArtifactException if a byte is not the one that was written, or a golden row does not come out the same
     * @throws IncompatibleVersionException if it was written by a newer version, or holds a model of an unknown type
     */
    public static Bundle read(byte[] bytes, ModelCodecs codecs) {
        return BundleReader.of("The bundle", codecs).read(bytes.clone());
    }

    /**
     * Writes the file: aside, onto the disk, then in place of any older one in one step, so that a reader sees either.
     *
     * @param file where to; its folder must exist
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        BundleFiles.write(file, bytes);
    }

    /**
     * The content of the file.
     *
     * @return a copy
     */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * SHA-256 of the file: equal content has an equal hash.
     *
     * @return 64 lower-case hexadecimal digits
     */
    public String hash() {
        return hash;
    }

    /**
     * The name given by whoever made the bundle.
     *
     * @return the name
     */
    public String name() {
        return manifest.name();
    }

    /**
     * When the bundle was made, if whoever made it said so.
     *
     * @return the time
     */
    public Optional<Instant> createdAt() {
        return manifest.createdAt();
    }

    /**
     * The function from rows to feature vectors.
     *
     * @return the fitted features
     */
    public FittedFeatures features() {
        return features;
    }

    /**
     * The columns that a caller gives for one prediction.
     *
     * @return the schema of {@link #features()}'s requests
     */
    public Schema requestSchema() {
        return features.requestSchema();
    }

    /**
     * The function from feature vectors to predictions.
     *
     * @return the model
     */
    public Model model() {
        return trained.model();
    }

    /**
     * The model with its importance and provenance.
     *
     * @return the trained model
     */
    public TrainedModel trained() {
        return trained;
    }

    /**
     * Where the model came from.
     *
     * @return data, parameters and library
     */
    public TrainingProvenance provenance() {
        return trained.provenance();
    }

    /**
     * How good the model was on its hold-out.
     *
     * @return the evaluation, if there was one
     */
    public Optional<Evaluation> evaluation() {
        return evaluation;
    }

    /**
     * The distribution of the training rows, which drift is measured against.
     *
     * @return the profile
     */
    public DatasetProfile profile() {
        return features.profile();
    }

    /**
     * A predictor for rows of the {@link #requestSchema()}.
     *
     * @return a predictor for many threads
     */
    public Predictor predictor() {
        return predictor(requestSchema());
    }

    /**
     * A predictor for rows of another layout.
     *
     * @param rows a schema that has the columns of the {@link #requestSchema()} with the same types
     * @return a predictor for many threads
     * @throws IllegalArgumentException if a column is missing or has another type
     */
    public Predictor predictor(Schema rows) {
        return new Predictor(features, model(), rows);
    }

    @Override
    public String toString() {
        return "Bundle(" + name() + ", " + model() + ", " + bytes.length + " bytes)";
    }
}
