package io.mlpipeline.testkit.registry;

import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.BlobStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobsTest extends ArtifactStoreContract {
    @TempDir
    Path folder;

    @Override
    protected BlobStore raw() {
        return BlobStore.directory(folder.resolve("artifacts"));
    }

    @Override
    protected ArtifactStore open() {
        return ArtifactStore.on(raw());
    }
}
