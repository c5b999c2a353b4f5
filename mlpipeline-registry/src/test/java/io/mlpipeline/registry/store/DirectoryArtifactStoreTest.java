package io.mlpipeline.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.registry.version.ArtifactId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryArtifactStoreTest {
    @TempDir
    Path folder;

    private ArtifactStore store;

    @BeforeEach
    void openStore() {
        store = open();
    }

    private ArtifactStore open() {
        return ArtifactStore.directory(folder.resolve("artifacts"));
    }

    @Test
    void refusesAFileThatWasCutOrGrew() throws IOException {
        byte[] content = random(64);
        ArtifactId id = store.put(content);
        for (int length : new int[] {0, 63, 65}) {
            Files.write(pathOf(id), Arrays.copyOf(content, length));

            assertThatThrownBy(() -> store.read(id))
                    .isInstanceOf(CorruptArtifactException.class)
                    .hasMessageContaining(length + " bytes");
        }
    }

    @Test
    void saysThatADeletedArtifactIsGone() throws IOException {
        ArtifactId id = store.put(random(64));
        Files.delete(pathOf(id));

        assertThatThrownBy(() -> store.read(id))
                .isInstanceOf(MissingArtifactException.class)
                .hasMessageContaining(pathOf(id).toString())
                .hasMessageContaining("backup");
    }

    @Test
    void ignoresWhatACrashLeftHalfWritten() throws IOException {
        Path half = Files.write(folder.resolve("artifacts/tmp/put-1.part"), random(10));

        ArtifactStore reopened = open();

        assertThat(reopened.read(reopened.put(random(20)))).isEqualTo(random(20));
        assertThatThrownBy(() -> reopened.read(ArtifactId.of(random(10)))).isInstanceOf(MissingArtifactException.class);
        assertThat(half).exists();
    }

    @Test
    void leavesNothingAside() throws IOException {
        store.put(random(20));
        store.put(random(20));

        try (Stream<Path> aside = Files.list(folder.resolve("artifacts/tmp"))) {
            assertThat(aside).isEmpty();
        }
    }

    @Test
    void refusesAFolderThatIsAFileOrCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> ArtifactStore.directory(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> ArtifactStore.directory(file.resolve("below"))).isInstanceOf(StoreException.class);
    }

    @Test
    void saysThatItCannotWrite() throws IOException {
        ArtifactId id = ArtifactId.of(random(30));
        // A file where the artifact's drawer should be.
        Files.createDirectories(pathOf(id).getParent().getParent());
        Files.createFile(pathOf(id).getParent());

        assertThatThrownBy(() -> store.put(random(30))).isInstanceOf(StoreException.class);
    }

    private static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private Path pathOf(ArtifactId id) {
        return folder.resolve("artifacts/sha256")
                .resolve(id.sha256().substring(0, 2))
                .resolve(id.sha256().substring(2));
    }
}
