package io.mlpipeline.registry;

import io.mlpipeline.registry.version.ModelVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The production version of a model is another than it was. Immutable. */
public final class ProductionChange {
    private final String name;
    private final @Nullable ModelVersion before;
    private final @Nullable ModelVersion after;

    ProductionChange(String name, @Nullable ModelVersion before, @Nullable ModelVersion after) {
        this.name = name;
        this.before = before;
        this.after = after;
    }

    /**
     * The model.
     *
     * @return its name
     */
    public String name() {
        return name;
    }

    /**
     * The version that was in production when the feed last looked.
     *
     * @return the version as it stood then; empty if there was none
     */
    public Optional<ModelVersion> before() {
        return Optional.ofNullable(before);
    }

    /**
     * The version in production now.
     *
     * @return the version; empty if there is none
     */
    public Optional<ModelVersion> after() {
        return Optional.ofNullable(after);
    }

    @Override
    public String toString() {
        return name + ": " + label(before) + " -> " + label(after);
    }

    private static String label(@Nullable ModelVersion version) {
        return version == null ? "none" : "v" + version.version();
    }
}
