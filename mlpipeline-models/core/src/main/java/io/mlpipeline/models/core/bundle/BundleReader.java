package io.mlpipeline.models.core.bundle;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.Kernel;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks a file from the outside in: container, version, entries, hashes, content, golden rows. */
final class BundleReader {
    private static final String ADVICE = ". Restore the file from where it came from, or make the bundle again";

    private final String origin;
    private final ModelCodecs codecs;

    private BundleReader(String origin, ModelCodecs codecs) {
        this.origin = origin;
        this.codecs = codecs;
    }

    /** A reader whose messages name where the bytes came from. */
    static BundleReader of(String origin, ModelCodecs codecs) {
        return new BundleReader(origin, codecs);
    }

    Bundle read(byte[] bytes) {
        Map<String, byte[]> entries = within("the container", () -> StoredZip.read(bytes));
        Manifest manifest = within(Manifest.ENTRY, () -> manifest(entries));
        manifest.hashes().forEach((entry, hash) -> within(entry, () -> checkHash(content(entries, entry), hash)));
        FittedFeatures features = features(entries);
        Model model = within(BundleEntries.MODEL, () -> model(entries, manifest, features));
        TrainedModel trained = within(
                BundleEntries.TRAINING, () -> TrainingJson.read(content(entries, BundleEntries.TRAINING), model));
        Optional<Evaluation> evaluation = Optional.ofNullable(entries.get(BundleEntries.EVALUATION))
                .map(content -> within(BundleEntries.EVALUATION, () -> EvaluationJson.read(content)));
        within(BundleEntries.GOLDEN, () -> replay(content(entries, BundleEntries.GOLDEN), features, model));
        return new Bundle(bytes, manifest, features, trained, evaluation);
    }

    private static Manifest manifest(Map<String, byte[]> entries) {
        Manifest manifest = Manifest.read(content(entries, Manifest.ENTRY));
        List<String> expected = new ArrayList<>(BundleEntries.names(entries.containsKey(BundleEntries.EVALUATION)));
        if (!expected.equals(List.copyOf(manifest.hashes().keySet()))) {
            throw new CorruptArtifactException("It lists " + manifest.hashes().keySet() + ", expected " + expected);
        }
        expected.add(0, Manifest.ENTRY);
        if (!expected.equals(List.copyOf(entries.keySet()))) {
            throw new CorruptArtifactException("The file holds " + entries.keySet() + ", expected " + expected);
        }
        return manifest;
    }

    private static byte[] content(Map<String, byte[]> entries, String entry) {
        byte[] content = entries.get(entry);
        if (content == null) {
            throw new CorruptArtifactException("It is not among the entries " + entries.keySet());
        }
        return content;
    }

    private static boolean checkHash(byte[] content, String hash) {
        String actual = Sha256.of(content);
        if (!actual.equals(hash)) {
            throw new CorruptArtifactException("Its SHA-256 is " + actual + ", the manifest says " + hash);
        }
        return true;
    }

    private FittedFeatures features(Map<String, byte[]> entries) {
        DatasetProfile profile =
                within(BundleEntries.PROFILE, () -> ProfileJson.read(content(entries, BundleEntries.PROFILE)));
        String json = new String(content(entries, BundleEntries.FEATURES), StandardCharsets.UTF_8);
        FittedFeatures features = within(BundleEntries.FEATURES, () -> FittedFeatures.fromJson(json, profile));
        within(BundleEntries.SCHEMA, () -> checkSchema(content(entries, BundleEntries.SCHEMA), features));
        return features;
    }

    private static boolean checkSchema(byte[] content, FittedFeatures features) {
        if (!SchemaJson.isOf(content, features.requestSchema())) {
            throw new CorruptArtifactException("It is not the schema that the features ask for");
        }
        return true;
    }

    private Model model(Map<String, byte[]> entries, Manifest manifest, FittedFeatures features) {
        byte[] content = content(entries, BundleEntries.MODEL);
        Model model = codecs.decode(new EncodedModel(manifest.modelType(), manifest.modelVersion(), content));
        if (!model.features().equals(features.names())) {
            throw new CorruptArtifactException(
                    "The model takes " + model.features() + ", the features are " + features.names());
        }
        return model;
    }

    private static boolean replay(byte[] content, FittedFeatures features, Model model) {
        List<GoldenRow> rows = GoldenJson.read(
                content, features.requestSchema(), features.names().size(), model.outputs());
        Kernel kernel = features.kernel();
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).replay(i, features, kernel, model);
        }
        return true;
    }

    /** Runs a check, and has what it throws say which file and entry it was. */
    private <T> T within(String entry, Supplier<T> check) {
        try {
            return check.get();
        } catch (IncompatibleVersionException e) {
            throw new IncompatibleVersionException(origin + ", " + entry + ": " + e.getMessage(), e);
        } catch (CorruptArtifactException
                | InvalidDataException
                | IllegalArgumentException
                | IllegalStateException
                | ArithmeticException
                | IndexOutOfBoundsException e) {
            throw new CorruptArtifactException(origin + " is damaged: " + entry + ": " + e.getMessage() + ADVICE, e);
        }
    }
}
