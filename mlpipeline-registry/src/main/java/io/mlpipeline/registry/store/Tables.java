package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every table of the schema, each after those that it refers to, with its columns; the same in all databases. */
final class Tables {
    /** Columns that count: {@code name}, or {@code name?} where there may be none. */
    private static final String WHOLE =
            "id version_id run_id latest_version revision version artifact_size created_at changed_at"
                    + " decided_at sequence happened_at latest_run number parent? started_at ended_at? step size";

    private static final List<Table> ALL = List.of(
            new Table("model", "tenant name latest_version revision"),
            new Table(
                    "version",
                    "id tenant model version stage artifact_sha256 artifact_size description created_at created_by"),
            new Table("version_metric", "version_id name value#"),
            new Table("version_tag", "version_id tenant model version name value"),
            new Table("stage_change", "id tenant model version from_stage to_stage cause reason changed_at"),
            new Table("approval", "id tenant model version status decided_by reason decided_at"),
            new Table("alias", "tenant model name version"),
            new Table("protected_alias", "tenant model name"),
            new Table("version_signature", "tenant model version key_id signature"),
            new Table("audit", "tenant sequence actor action subject detail happened_at hash"),
            new Table("audit_head", "tenant sequence hash"),
            new Table("experiment", "tenant name latest_run"),
            new Table(
                    "run",
                    "id tenant experiment number parent status started_by code_version data_fingerprint started_at ended_at"),
            new Table("run_text", "run_id kind name value"),
            new Table("run_metric", "run_id name step value#"),
            new Table("run_artifact", "run_id name sha256 size"));

    /** The tables whose rows the database numbers. */
    static final List<String> NUMBERED = List.of("version", "stage_change", "approval", "run");

    private Tables() {}

    static void dump(Connection connection, Consumer<TableRow> visitor) throws SQLException {
        for (Table table : ALL) {
            String sql = "SELECT " + table.list() + " FROM " + table.name + " ORDER BY " + table.key();
            Sql.query(connection, sql, row -> {
                visitor.accept(table.read(row));
                return true;
            });
        }
    }

    static boolean areEmpty(Connection connection) throws SQLException {
        for (Table table : ALL) {
            if (!Sql.query(connection, "SELECT 1 FROM " + table.name + " LIMIT 1", row -> true)
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    static Inserts inserts(String overriding) {
        Map<String, Table> tables = new LinkedHashMap<>();
        ALL.forEach(table -> tables.put(table.name, table));
        return new Inserts(tables, overriding);
    }

    /** Puts rows into their tables. */
    record Inserts(Map<String, Table> tables, String overriding) {
        void add(Connection connection, TableRow row) throws SQLException {
            Table table = tables.get(row.table());
            if (table == null || !table.takes(row.values())) {
                throw new CorruptArtifactException("A row of table '" + row.table() + "' with "
                        + row.values().size() + " values does not fit the schema; the archive was altered");
            }
            String marks =
                    String.join(", ", table.columns.stream().map(column -> "?").toList());
            Sql.update(
                    connection,
                    "INSERT INTO " + table.name + " (" + table.list() + ")" + overriding + " VALUES (" + marks + ")",
                    row.values().toArray());
        }
    }

    private static final class Table {
        private final String name;
        private final List<Column> columns;

        Table(String name, String columns) {
            this.name = name;
            this.columns = Arrays.stream(columns.split(" ")).map(Column::of).toList();
        }

        String list() {
            return columns.stream().map(Column::name).collect(Collectors.joining(", "));
        }

        /** Enough columns to order by: the leading ones identify a row in every table. */
        String key() {
            return columns.stream().limit(4).map(Column::name).collect(Collectors.joining(", "));
        }

        TableRow read(ResultSet row) throws SQLException {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                values.add(columns.get(i).read(row, i + 1));
            }
            return new TableRow(name, values);
        }

        boolean takes(List<@Nullable Object> values) {
            if (values.size() != columns.size()) {
                return false;
            }
            for (int i = 0; i < columns.size(); i++) {
                if (!columns.get(i).takes(values.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Column(String name, Class<?> type, boolean optional) {
        static Column of(String text) {
            if (text.endsWith("#")) {
                return new Column(text.substring(0, text.length() - 1), Double.class, false);
            }
            List<String> whole = List.of(WHOLE.split(" "));
            boolean optional = whole.contains(text + "?");
            return new Column(text, optional || whole.contains(text) ? Long.class : String.class, optional);
        }

        @Nullable
        Object read(ResultSet row, int index) throws SQLException {
            if (type == Double.class) {
                return VersionRows.doubleIn(row, index);
            }
            if (type == String.class) {
                return row.getString(index);
            }
            long value = row.getLong(index);
            return row.wasNull() ? null : value;
        }

        boolean takes(@Nullable Object value) {
            return value == null ? optional : type.isInstance(value);
        }
    }
}
