package io.mlpipeline.testkit.featurestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.etl.store.group.GroupId;
import io.mlpipeline.etl.store.online.JdbcOnlineStore;
import io.mlpipeline.etl.store.online.OnlineRecord;
import io.mlpipeline.etl.store.online.OnlineStore;
import io.mlpipeline.etl.store.online.Stamp;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class SqliteOnlineStoreTest extends OnlineStoreContract {
    @TempDir
    private Path folder;

    private OnlineStore store;

    @BeforeEach
    void open() {
        store = JdbcOnlineStore.open(database(folder.resolve("online.db")));
    }

    private static SQLiteDataSource database(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setBusyTimeout(20_000);
        SQLiteDataSource database = new SQLiteDataSource(config);
        database.setUrl("jdbc:sqlite:" + file);
        return database;
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected OnlineStore store() {
        return store;
    }

    @Test
    void anotherProcessThatOpensTheFileSeesTheValues() {
        GroupId group = new GroupId("g", 1);
        store.put(group, List.of(new OnlineRecord("a", new Stamp(1, 1, 1), new byte[] {7})));
        try (OnlineStore other = JdbcOnlineStore.open(database(folder.resolve("online.db")))) {
            assertThat(other.get(group, List.of("a")).get(0).orElseThrow().values())
                    .containsExactly(7);
        }
    }

    @Test
    void aKeyThatIsNoTextIsRefusedAndTheStoreGoesOn() {
        GroupId group = new GroupId("g", 1);
        assertThatThrownBy(() -> store.get(group, List.of("\uD83D")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unpaired surrogate");
        assertThatThrownBy(() -> store.put(group, List.of(record("fine"), record("\uDE00?"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.get(group, List.of("fine")).get(0)).isEmpty();
        store.put(group, List.of(record("fine")));
        assertThat(store.get(group, List.of("fine")).get(0)).isPresent();
    }

    private static OnlineRecord record(String key) {
        return new OnlineRecord(key, new Stamp(1, 1, 1), new byte[] {7});
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsATransientFailure() {
        SQLiteDataSource nowhere = new SQLiteDataSource();
        nowhere.setUrl("jdbc:sqlite:" + folder.resolve("no/such/folder/x.db"));
        assertThatThrownBy(() -> JdbcOnlineStore.open(nowhere))
                .isInstanceOf(TransientFailureException.class)
                .hasMessageContaining("Cannot make the table");
        store.close();
        assertThatThrownBy(() -> store.get(new GroupId("g", 1), List.of("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
