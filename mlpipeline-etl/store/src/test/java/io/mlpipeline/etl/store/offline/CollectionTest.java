package io.mlpipeline.etl.store.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.etl.parquet.ParquetFormat;
import io.mlpipeline.etl.store.FeatureStore;
import io.mlpipeline.etl.store.files.DirectoryFiles;
import io.mlpipeline.etl.store.files.StoreFiles;
import io.mlpipeline.etl.store.offline.Shop.Sale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    private Path folder;

    private OfflineGroup at(Duration sinceFirst) {
        Clock clock = Clock.fixed(FIRST.plus(sinceFirst), ZoneOffset.UTC);
        return FeatureStore.open(DirectoryFiles.in(folder), ParquetFormat.withDefaults(), clock)
                .register(Shop.group());
    }

    @Test
    void oldRunsAreReadableDuringTheGracePeriodAndGoneAfterIt() throws Exception {
        Shop.run(at(Duration.ZERO)).build().advance(List.of(Shop.input("one", new Sale("a", 0, 1, 2))));
        OfflineRun old = at(Duration.ZERO).current();
        Shop.run(at(Duration.ofHours(1))).build().advance(List.of(Shop.input("two", new Sale("a", 0, 2, 2))));
        Files.createDirectories(folder.resolve(StoreFiles.ASIDE));
        Files.writeString(folder.resolve(StoreFiles.ASIDE + "/left"), "by a stopped process");
        writtenAt(FIRST);

        assertThat(at(Duration.ofHours(2)).collect(Duration.ofDays(1))).isZero();
        assertThat(old.read().numbers("units")).containsExactly(2);

        int files = count();
        int deleted = at(Duration.ofHours(26)).collect(Duration.ofDays(1));
        assertThat(deleted).isEqualTo(2 + 2 + 1); // manifests 0 and 1, two partition files, what was left aside
        assertThat(count()).isEqualTo(files - deleted);
        assertThat(at(Duration.ofHours(26)).current().read().numbers("units")).containsExactly(4);
        assertThat(at(Duration.ofHours(26)).runs()).containsExactly(2L);
        assertThatThrownBy(() -> at(Duration.ofHours(26)).run(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there are [2]");
        assertThatThrownBy(() -> at(Duration.ZERO).collect(Duration.ofDays(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void writtenAt(Instant time) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(each, FileTime.from(time));
            }
        }
    }

    private int count() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return (int) files.filter(Files::isRegularFile).count();
        }
    }
}
