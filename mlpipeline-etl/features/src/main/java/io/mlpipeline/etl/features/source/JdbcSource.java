package io.mlpipeline.etl.features.source;

import java.io.NotSerializableException;
import java.io.ObjectStreamException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query on the host's database, read as they stream, in one transaction that is rolled back.
 *
 * <p>Columns are found by their labels as a CSV file's are. A value of the declared type is taken as it is; one that holds text
 * is parsed by the declared format. A time without a zone is read in the zone of its {@link SourceColumn#timestamp}. The line
 * of a row is its number in the result: a query with ORDER BY gives the same ones again. On Spark one task reads all rows;
 * give several sources, or export the table, where that is too slow. Immutable.
 */
public final class JdbcSource implements Source {
    private static final long serialVersionUID = 1L;
    private static final int DEFAULT_FETCH_SIZE = 10_000;
    private static final int LONGEST_NAME = 100;

    private final SourceSchema schema;
    private final JdbcConnections connections;
    private final String query;
    private final int fetchSize;

    private JdbcSource(SourceSchema schema, JdbcConnections connections, String query, int fetchSize) {
        this.schema = schema;
        this.connections = connections;
        this.query = query;
        this.fetchSize = fetchSize;
        if (query.isBlank()) {
            throw new IllegalArgumentException("A source needs a query, such as SELECT sku, quantity FROM sales");
        }
    }

    /**
     * Declares a query over connections that any process can open.
     *
     * @param schema what its result looks like
     * @param connections opens connections; serializable where Spark reads
     * @param query one SELECT
     * @return a source
     * @throws IllegalArgumentException if there is no query
     */
    public static JdbcSource of(SourceSchema schema, JdbcConnections connections, String query) {
        return new JdbcSource(schema, connections, query, DEFAULT_FETCH_SIZE);
    }

    /**
     * Declares a query over a data source of this process, for the engine on one machine.
     *
     * @param schema what its result looks like
     * @param database the host's, which stays open
     * @param query one SELECT
     * @return a source
     * @throws IllegalArgumentException if there is no query
     */
    public static JdbcSource of(SourceSchema schema, DataSource database, String query) {
        return of(schema, new OfDataSource(database), query);
    }

    /**
     * Fetches another number of rows at a time; 10,000 unless told otherwise.
     *
     * @param rows at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if it is less
     */
    public JdbcSource withFetchSize(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("At least 1 row is fetched at a time, got " + rows);
        }
        return new JdbcSource(schema, connections, query, rows);
    }

    @Override
    public SourceSchema schema() {
        return schema;
    }

    /**
     * The query.
     *
     * @return its text
     */
    public String query() {
        return query;
    }

    /**
     * The query as people are shown it.
     *
     * @return one line for messages and the quarantine
     */
    public String name() {
        String line = query.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
    }

    /**
     * Runs the query.
     *
     * @return its rows, to be closed by the caller
     * @throws io.mlpipeline.api.error.InvalidDataException if it can't be run, or its columns do not fit the schema
     * @throws io.mlpipeline.api.error.TransientFailureException if the database can't be reached; maybe it can later
     */
    public SourceRows open() {
        return JdbcRows.open(this, connections, fetchSize);
    }

    @Override
    public String toString() {
        return "JdbcSource(" + name() + ")";
    }

    /** Says what to do where a pool of this process would have to travel to another. */
    private static final class OfDataSource implements JdbcConnections {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable DataSource database;

        OfDataSource(DataSource database) {
            this.database = database;
        }

        @Override
        public Connection open() throws SQLException {
            if (database == null) {
                throw new SQLException("a DataSource does not leave its process");
            }
            return database.getConnection();
        }

        private Object writeReplace() throws ObjectStreamException {
            throw new NotSerializableException("A DataSource does not travel to Spark's tasks. Make the source with "
                    + "JdbcConnections, such as () -> DriverManager.getConnection(url, user, password)");
        }
    }
}
