package io.mlpipeline.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.VersionQuery;
import java.util.ArrayList;
import java.util.List;

/** Reads what a registry says of the past, and finds whether it can be true. */
final class History {
    private History() {}

    /** Every change must begin as the one before left the model, and the end must be the present. Returns who was promoted. */
    static List<Integer> replay(MetadataStore store, ModelId model) {
        List<Integer> promoted = new ArrayList<>();
        int production = 0;
        for (StageChange change : store.history(model)) {
            if (change.to() == Stage.PRODUCTION) {
                assertThat(production)
                        .as("in production when %s arrived", change)
                        .isZero();
                production = change.version();
                promoted.add(production);
            } else {
                assertThat(change.version()).isEqualTo(production);
                production = 0;
            }
        }
        assertThat(store.revision(model)).isEqualTo(promoted.size());
        assertThat(store.search(model, VersionQuery.all().in(Stage.PRODUCTION)))
                .extracting(ModelVersion::version)
                .containsExactly(production);
        return promoted;
    }
}
