package io.mlpipeline.etl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.etl.features.quality.Checks;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.JdbcSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class JdbcTest {
    private static final SourceSchema DECLARED = SourceSchema.of(
            SourceColumn.integer("id"),
            SourceColumn.number("price").missing("-999"),
            SourceColumn.bool("open"),
            SourceColumn.text("name").upperCase(),
            SourceColumn.date("day", "yyyy-MM-dd"),
            SourceColumn.timestamp("at", ZoneId.of("Europe/Paris"), "yyyy-MM-dd HH:mm:ss"));

    private static EtlResult read(SourceSchema schema, DataSource database, String query) {
        return LocalEtl.onCallingThread()
                .read(
                        JdbcSource.of(schema, database, query).withFetchSize(100),
                        Expectations.over(schema.schema())
                                .quarantine("id is positive", Checks.positive("id"))
                                .build());
    }

    private static void run(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static DataSource sqlite(Path folder) {
        SQLiteDataSource database = new SQLiteDataSource();
        database.setUrl("jdbc:sqlite:" + folder.resolve("sales.db"));
        return database;
    }

    @Test
    void readsWhateverSqliteHoldsInAColumn(@TempDir Path folder) throws SQLException {
        DataSource database = sqlite(folder);
        run(
                database,
                "CREATE TABLE sales (id, price REAL, open BOOLEAN, name TEXT, day DATE, at TIMESTAMP)",
                "INSERT INTO sales VALUES (1, 2.5, 1, ' x ', '2011-12-09', '2011-07-09 08:26:00')",
                "INSERT INTO sales VALUES ('2', -999, 'no', NULL, NULL, NULL)",
                "INSERT INTO sales VALUES (3, 'dear', 0, 7, 'soon', '2011-03-27 02:30:00')",
                "INSERT INTO sales VALUES (-4, 1, 0, 'x', '2011-12-09', NULL)",
                "INSERT INTO sales VALUES (x'00', 1, 0, 'x', '2011-12-09', NULL)");

        EtlResult result = read(DECLARED, database, "SELECT name, at, day, open, price, id AS \"Id\" FROM sales");

        Frame rows = result.clean().frame();
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.row(0))
                .hasToString("{id=1, price=2.5, open=true, name='X', day=2011-12-09, at=2011-07-09T06:26:00Z}");
        assertThat(rows.row(1)).hasToString("{id=2, price=missing, open=false, name=missing, day=missing, at=missing}");
        Frame quarantine = result.quarantine();
        assertThat(IntStream.range(0, quarantine.size())
                        .mapToObj(row -> quarantine.row(row).integer(1) + " "
                                + quarantine.row(row).text(4)))
                .containsExactly(
                        "3 price: not a number",
                        "3 day: not a date",
                        "3 at: skipped by the clock change in Europe/Paris",
                        "4 id is positive",
                        "5 id: binary value");
        assertThat(quarantine.row(0).text(6))
                .isEqualTo("{\"id\":3,\"price\":\"dear\",\"open\":0,\"name\":\"7\",\"day\":\"soon\","
                        + "\"at\":\"2011-03-27 02:30:00\"}");
    }

    @Test
    void readsTheTypesOfPostgresAndStreamsALargeTable() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            DataSource database = postgres.getPostgresDatabase();
            run(
                    database,
                    "CREATE TABLE sales (id SMALLINT, price NUMERIC(9, 2), open BOOLEAN, name VARCHAR, day DATE, at TIMESTAMP)",
                    "INSERT INTO sales VALUES (1, 2.50, TRUE, 'x', '1900-03-01', '2011-07-09 08:26:00.000001'), "
                            + "(2, 'NaN', NULL, NULL, NULL, NULL)");

            Frame rows = read(DECLARED, database, "SELECT * FROM sales ORDER BY id")
                    .clean()
                    .frame();

            assertThat(rows.row(0))
                    .hasToString(
                            "{id=1, price=2.5, open=true, name='X', day=1900-03-01, at=2011-07-09T06:26:00.000001Z}");
            assertThat(rows.row(1))
                    .hasToString("{id=2, price=missing, open=missing, name=missing, day=missing, at=missing}");

            String withZone =
                    "SELECT id, price, open, name, day, TIMESTAMPTZ '2011-07-09 08:26:00+05' AS at FROM sales";
            assertThat(read(DECLARED, database, withZone).clean().frame().row(0).toString())
                    .contains("at=2011-07-09T03:26:00Z");

            SourceSchema numbers = SourceSchema.of(SourceColumn.integer("id"), SourceColumn.text("filler"));
            // One gigabyte, more than a test may have in memory: only a stream passes.
            String large = "SELECT i AS id, repeat('x', 1000) AS filler FROM generate_series(1, 1000000) AS i";
            assertThat(read(numbers, database, large).report().kept()).isEqualTo(1_000_000);
        }
    }

    @Test
    void saysWhyThereAreNoRowsAndGivesTheConnectionBack(@TempDir Path folder) throws SQLException {
        DataSource database = sqlite(folder);
        run(database, "CREATE TABLE sales (id INTEGER)");
        SourceSchema id = SourceSchema.of(SourceColumn.integer("id"));

        assertThatThrownBy(() -> read(id, database, "SELECT id FROM sails"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("SELECT id FROM sails: cannot be run (")
                .hasMessageContaining("no such table: sails");
        assertThatThrownBy(() -> read(id, database, "SELECT id AS key FROM sales"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("has an undeclared column 'key'");
        SQLiteDataSource nowhere = new SQLiteDataSource();
        nowhere.setUrl("jdbc:sqlite:" + folder.resolve("none/sales.db"));
        assertThatThrownBy(() -> read(id, nowhere, "SELECT id FROM sales"))
                .isInstanceOf(TransientFailureException.class)
                .hasMessageStartingWith("SELECT id FROM sales: no connection (");
        assertThatThrownBy(() -> JdbcSource.of(id, database, " ")).hasMessageContaining("needs a query");
        run(database, "DROP TABLE sales"); // no reader holds a lock
    }
}
