package io.mlpipeline.etl.store.redis;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.etl.store.group.GroupId;
import io.mlpipeline.etl.store.online.OnlineStore;
import io.mlpipeline.testkit.featurestore.OnlineStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.JedisPooled;

class RedisOnlineStoreTest extends OnlineStoreContract {
    @TempDir
    private static Path folder;

    private static RedisServer server;

    private JedisPooled client;
    private OnlineStore store;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = RedisServer.start(folder);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        client = server.client();
        client.flushAll();
        store = RedisOnlineStore.on(client);
    }

    @AfterEach
    void close() {
        store.close();
        client.close();
    }

    @Override
    protected OnlineStore store() {
        return store;
    }

    @Test
    void whatSomethingElseWroteIsRefused() {
        client.set("mlpipeline:g:v1:a", "hello");
        assertThatThrownBy(() -> store.get(new GroupId("g", 1), List.of("a")))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("has 5 bytes");
    }

    @Test
    void aServerThatIsGoneIsATransientFailure() {
        try (JedisPooled nowhere = new JedisPooled("127.0.0.1", 1)) {
            assertThatThrownBy(() -> RedisOnlineStore.on(nowhere).get(new GroupId("g", 1), List.of("a")))
                    .isInstanceOf(TransientFailureException.class)
                    .hasMessageContaining("Maybe it cannot be reached");
        }
    }
}
