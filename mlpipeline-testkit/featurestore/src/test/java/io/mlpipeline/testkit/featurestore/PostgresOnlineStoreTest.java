package io.mlpipeline.testkit.featurestore;

import io.mlpipeline.etl.store.online.JdbcOnlineStore;
import io.mlpipeline.etl.store.online.OnlineStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class PostgresOnlineStoreTest extends OnlineStoreContract {
    private static EmbeddedPostgres server;

    private OnlineStore store;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() throws SQLException {
        DataSource database = server.getPostgresDatabase();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS mlpipeline_online_features");
        }
        store = JdbcOnlineStore.open(database);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected OnlineStore store() {
        return store;
    }
}
