package io.mlpipeline.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.BlobStore;
import io.mlpipeline.registry.version.ArtifactId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedBlobsTest extends ArtifactStoreContract {
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

    @TempDir
    Path folder;

    @Override
    protected BlobStore raw() {
        return BlobStore.directory(folder.resolve("artifacts"));
    }

    @Override
    protected ArtifactStore open() {
        return ArtifactStore.on(BlobStore.encrypted(raw(), KEY));
    }

    @Test
    void leavesNothingReadableAtRest() {
        byte[] secret = "customer Anna Schmidt, ".repeat(100).getBytes(StandardCharsets.UTF_8);
        open().put(secret);
        open().put(secret);
        List<byte[]> stored = new ArrayList<>();
        raw().forEach(blob -> stored.add(raw().read(blob.key(), 10_000).orElseThrow()));

        assertThat(stored).hasSize(1);
        assertThat(new String(stored.get(0), StandardCharsets.ISO_8859_1)).doesNotContain("Anna", "customer");
    }

    @Test
    void readsNothingWithAnotherKey() {
        ArtifactId id = open().put(new byte[] {1, 2, 3});
        SecretKey other = new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "AES");
        ArtifactStore store = ArtifactStore.on(BlobStore.encrypted(raw(), other));

        assertThatThrownBy(() -> store.read(id))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("key");
        assertThatThrownBy(() -> BlobStore.encrypted(raw(), new SecretKeySpec(new byte[5], "AES")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AES key of 128");
    }
}
