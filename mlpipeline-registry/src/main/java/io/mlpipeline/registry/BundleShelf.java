package io.mlpipeline.registry;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.registry.promotion.Contender;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.NewVersion;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelVersion;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Bundles in an artifact store: the one place where the registry looks inside what it keeps. */
final class BundleShelf {
    private final ArtifactStore artifacts;

    BundleShelf(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** Stores a bundle and tells what the metadata will say of it. */
    NewVersion put(Bundle bundle, Instant now) {
        ArtifactId artifact = artifacts.put(bundle.toBytes());
        SortedMap<String, Double> metrics = new TreeMap<>();
        bundle.evaluation()
                .map(Evaluation::scores)
                .orElse(List.of())
                .forEach(score -> metrics.put(score.metric(), score.value()));
        return new NewVersion(artifact, metrics, now);
    }

    /** Puts the bytes of a version back if they are gone. */
    void mend(Bundle bundle, ModelVersion version) {
        if (!artifacts.contains(version.artifact())) {
            artifacts.put(bundle.toBytes());
        }
    }

    /** Reads a bundle: the store checks the bytes, the bundle its entries and golden rows. */
    Bundle open(ModelVersion version) {
        byte[] bytes = artifacts.read(version.artifact());
        try {
            return Bundle.read(bytes);
        } catch (CorruptArtifactException e) {
            throw new CorruptArtifactException(version.label() + " cannot be opened: " + e.getMessage(), e);
        } catch (IncompatibleVersionException e) {
            throw new IncompatibleVersionException(version.label() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    Contender contender(ModelVersion version) {
        Bundle bundle = open(version);
        return new Contender(version, bundle.features(), bundle.model());
    }
}
