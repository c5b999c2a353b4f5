package io.mlpipeline.testkit.registry;

import com.zaxxer.hikari.HikariDataSource;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;

/**
 * Where a registry is, in words that another process understands.
 *
 * @param database a file, or the URL of a PostgreSQL schema
 * @param artifacts the folder of the bundles
 */
record StoreAddress(String database, String artifacts) {
    private static final int CONNECTIONS = 20;

    /** Opens it here; what the action needs is open as long as it runs. */
    <T> T use(UnaryOperator<MetadataStore> wrapper, Action<T> action) throws Exception {
        ArtifactStore bundles = ArtifactStore.directory(Path.of(artifacts));
        if (!database.startsWith("jdbc:")) {
            try (MetadataStore store = MetadataStore.sqlite(Path.of(database))) {
                return action.run(store, registry(wrapper.apply(store), bundles));
            }
        }
        try (HikariDataSource pool = PostgresServer.pool(database, CONNECTIONS);
                MetadataStore store = MetadataStore.postgresql(pool)) {
            return action.run(store, registry(wrapper.apply(store), bundles));
        }
    }

    <T> T use(Action<T> action) throws Exception {
        return use(UnaryOperator.identity(), action);
    }

    private static ModelRegistry registry(MetadataStore store, ArtifactStore bundles) {
        return ModelRegistry.on(store, bundles, Clock.systemUTC());
    }

    /** Something to do with an open registry. */
    interface Action<T> {
        T run(MetadataStore store, ModelRegistry registry) throws Exception;
    }
}
