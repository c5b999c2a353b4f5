package io.mlpipeline.testkit.registry;

import io.mlpipeline.registry.store.MetadataStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends MetadataStoreContract {
    @TempDir
    Path folder;

    @Override
    protected MetadataStore open() {
        return MetadataStore.sqlite(folder.resolve("registry.db"));
    }
}
