package io.mlpipeline.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.registry.version.StageChange.Cause;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelVersionTest {
    private static final ArtifactId NOTHING = ArtifactId.of(new byte[0]);

    @Test
    void keepsItsOwnCopyOfMetricsAndTags() {
        var metrics = new TreeMap<>(Map.of("wape", 0.1));
        var tags = new TreeMap<>(Map.of("team", "retail"));
        var version = new ModelVersion("sales", 3, Stage.NONE, NOTHING, metrics, tags, "", Instant.EPOCH, "anna");

        metrics.clear();
        tags.clear();

        assertThat(version.metrics()).containsEntry("wape", 0.1);
        assertThat(version.tags()).containsEntry("team", "retail");
        assertThatThrownBy(() -> version.tags().put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(version.label()).isEqualTo("sales v3");
    }

    @Test
    void countsFromOne() {
        assertThatThrownBy(() -> new ModelVersion(
                        "sales", 0, Stage.NONE, NOTHING, new TreeMap<>(), new TreeMap<>(), "", Instant.EPOCH, "anna"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count from 1");
    }

    @Test
    void aChangeOfStageChangesTheStage() {
        assertThatThrownBy(() -> new StageChange(1, Stage.NONE, Stage.NONE, Cause.STAGED, "", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StageChange(0, Stage.NONE, Stage.STAGING, Cause.STAGED, "", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
