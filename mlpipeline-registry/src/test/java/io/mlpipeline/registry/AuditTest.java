package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.audit.AuditEntry;
import io.mlpipeline.registry.audit.AuditHead;
import io.mlpipeline.registry.audit.AuditVerification;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.testkit.data.MovableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Someone with access to the database, who has removed its triggers, changes the log; each change is found. */
class AuditTest {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private ModelRegistry registry;

    @BeforeEach
    void fill() throws SQLException {
        registry = ModelRegistry.open(folder, clock);
        ModelVersion version = registry.register("sales", Shop.bundle(9));
        registry.describe(version, "first");
        registry.tag(version, "a", "1");
        registry.tag(version, "b", "2");
        registry.promote(version, PromotionPolicy.always("first"));
        registry.archive(version);
        registry.forTenant("acme").register("sales", Shop.bundle(9));
        execute("DROP TRIGGER audit_is_never_altered");
        execute("DROP TRIGGER audit_is_never_deleted");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void tellsEverythingThatWasDone() {
        assertThat(registry.audit().entries(0, 100))
                .extracting(AuditEntry::action)
                .containsExactly(
                        Action.REGISTERED,
                        Action.DESCRIBED,
                        Action.TAGGED,
                        Action.TAGGED,
                        Action.PROMOTED,
                        Action.ARCHIVED);
        assertThat(registry.audit().entries(4, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.subject()).isEqualTo("sales v1");
            assertThat(entry.detail()).isEqualTo("always passed: first");
            assertThat(entry.at()).isEqualTo(clock.instant());
            assertThat(entry.actor()).isEqualTo("embedded");
        });
        assertThat(registry.audit().verify())
                .isEqualTo(new AuditVerification(true, 6, "all entries follow from each other"));
    }

    /** The form of the hash, put together here by hand from the Javadoc. */
    @Test
    void chainsEntriesAsDocumented() throws Exception {
        AuditEntry first = registry.audit().entries(0, 1).get(0);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long micros = first.at().getEpochSecond() * 1_000_000 + first.at().getNano() / 1_000;
        for (String field : List.of(
                "0".repeat(64), "default", "1", "embedded", "REGISTERED", "sales v1", first.detail(), "" + micros)) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update(new byte[] {0, 0, (byte) (bytes.length >> 8), (byte) bytes.length});
            digest.update(bytes);
        }

        assertThat(first.hash()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "actor = 'mallory'",
                "action = 'SIGNED'",
                "action = 'UNHEARD_OF'",
                "subject = 'sales v2'",
                "detail = detail || ' '",
                "happened_at = happened_at + 1",
                "sequence = 100 + sequence",
                "hash = replace(hash, substr(hash, 1, 1), 'x')",
                "tenant = 'acme', sequence = 100 + sequence"
            })
    void findsAnyColumnOfAnyRowChanged(String change) throws SQLException {
        for (int row = 1; row <= 6; row++) {
            findsOne(change, row);
        }
    }

    private void findsOne(String change, int row) throws SQLException {
        execute("CREATE TABLE before AS SELECT * FROM audit");
        execute("UPDATE audit SET " + change + " WHERE tenant = 'default' AND sequence = " + row);

        AuditVerification found = registry.audit().verify();

        assertThat(found.intact()).as("%s in row %d", change, row).isFalse();
        assertThat(found.entries()).isEqualTo(row - 1);
        execute("DELETE FROM audit");
        execute("INSERT INTO audit SELECT * FROM before");
        execute("DROP TABLE before");
        assertThat(registry.audit().verify().intact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void findsAnyRowRemovedAlsoIfTheRestIsNumberedAnew(int row) throws SQLException {
        execute("DELETE FROM audit WHERE tenant = 'default' AND sequence = " + row);
        assertThat(registry.audit().verify().intact()).isFalse();

        for (int later = row + 1; later <= 6; later++) {
            execute("UPDATE audit SET sequence = sequence - 1 WHERE tenant = 'default' AND sequence = " + later);
        }
        execute("UPDATE audit_head SET sequence = 5 WHERE tenant = 'default'");
        assertThat(registry.audit().verify().intact()).isFalse();
    }

    @Test
    void findsAnyTwoRowsExchanged() throws SQLException {
        for (int one = 1; one <= 6; one++) {
            for (int other = one + 1; other <= 6; other++) {
                exchange(one, other);
                assertThat(registry.audit().verify().intact())
                        .as("%d and %d", one, other)
                        .isFalse();
                exchange(one, other);
                assertThat(registry.audit().verify().intact()).isTrue();
            }
        }
    }

    private void exchange(int one, int other) throws SQLException {
        execute("UPDATE audit SET sequence = -1 WHERE tenant = 'default' AND sequence = " + one);
        execute("UPDATE audit SET sequence = " + one + " WHERE tenant = 'default' AND sequence = " + other);
        execute("UPDATE audit SET sequence = " + other + " WHERE tenant = 'default' AND sequence = -1");
    }

    @Test
    void findsARowThatWasSlippedIn() throws SQLException {
        execute("INSERT INTO audit SELECT tenant, 7, actor, action, subject, detail, happened_at, hash FROM audit"
                + " WHERE tenant = 'default' AND sequence = 6");

        assertThat(registry.audit().verify().intact()).isFalse();
    }

    @Test
    void findsALogThatWasCutTogetherWithItsHeadOnlyByAHeadThatWasKept() throws SQLException {
        AuditHead kept = registry.audit().head();
        assertThat(registry.audit().verify(kept).intact()).isTrue();
        execute("DELETE FROM audit WHERE tenant = 'default' AND sequence = 6");
        execute(
                "UPDATE audit_head SET sequence = 5, hash = (SELECT hash FROM audit WHERE tenant = 'default' AND sequence = 5)"
                        + " WHERE tenant = 'default'");

        assertThat(registry.audit().verify().intact())
                .as("nothing in the database tells")
                .isTrue();
        assertThat(registry.audit().verify(kept).explanation()).contains("it once had 6");
    }

    @Test
    void findsALogThatWasWrittenAnewByAHeadThatWasKept() throws SQLException {
        AuditHead kept = registry.audit().head();
        execute("DELETE FROM audit");
        execute("DELETE FROM audit_head");
        ModelVersion version = registry.get("sales", 1);
        for (int i = 0; i < 8; i++) {
            registry.tag(version, "a", "" + i);
        }

        assertThat(registry.audit().verify().intact()).isTrue();
        assertThat(registry.audit().verify(kept).explanation()).contains("written anew");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("registry.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(sql);
        }
    }
}
