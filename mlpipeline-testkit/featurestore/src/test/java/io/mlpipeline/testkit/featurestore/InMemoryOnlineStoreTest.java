package io.mlpipeline.testkit.featurestore;

import io.mlpipeline.etl.store.online.InMemoryOnlineStore;
import io.mlpipeline.etl.store.online.OnlineStore;

class InMemoryOnlineStoreTest extends OnlineStoreContract {
    private final OnlineStore store = new InMemoryOnlineStore();

    @Override
    protected OnlineStore store() {
        return store;
    }
}
