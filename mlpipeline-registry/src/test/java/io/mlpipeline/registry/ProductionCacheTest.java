package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProductionCacheTest {
    private static final ModelId SALES = ModelId.of("sales");

    private int loads;
    private long nanos;
    private final ProductionCache cache =
            new ProductionCache(model -> Optional.of(version(++loads)), Duration.ofSeconds(1), () -> nanos);

    @Test
    void asksOnceWithinTheExpiry() {
        assertThat(number()).isEqualTo(1);
        nanos += 999_999_999;
        assertThat(number()).isEqualTo(1);
        nanos += 1;
        assertThat(number()).isEqualTo(2);
    }

    @Test
    void asksAgainAfterAChange() {
        assertThat(number()).isEqualTo(1);
        cache.drop(SALES);
        assertThat(number()).isEqualTo(2);
        cache.drop(ModelId.of("prices"));
        assertThat(number()).isEqualTo(2);
    }

    private int number() {
        return cache.get(SALES).orElseThrow().version();
    }

    private static ModelVersion version(int number) {
        return new ModelVersion(
                "sales",
                number,
                Stage.PRODUCTION,
                ArtifactId.of(new byte[0]),
                new TreeMap<>(),
                new TreeMap<>(),
                "",
                Instant.EPOCH,
                "anna");
    }
}
