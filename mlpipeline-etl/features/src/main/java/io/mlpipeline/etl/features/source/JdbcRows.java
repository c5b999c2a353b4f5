package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.etl.features.quality.Violation;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The rows of a result, one after the other. Not thread-safe. */
final class JdbcRows implements SourceRows {
    private final String name;
    private final Connection connection;
    private final boolean autoCommitted;
    private final PreparedStatement statement;
    private final ResultSet result;
    private final int[] fieldOf;
    private final boolean[] hasZone;
    private final RowCells cells;
    private long row;

    private JdbcRows(JdbcSource source, Connection connection, int fetchSize) throws SQLException {
        this.name = source.name();
        this.connection = connection;
        this.autoCommitted = connection.getAutoCommit();
        connection.setAutoCommit(false); // PostgreSQL streams only inside a transaction
        this.statement =
                connection.prepareStatement(source.query(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(fetchSize);
        this.result = statement.executeQuery();
        ResultSetMetaData columns = result.getMetaData();
        this.fieldOf = source.schema().fieldsOf(name, labels(columns));
        this.hasZone = new boolean[fieldOf.length];
        for (int column = 0; column < fieldOf.length; column++) {
            int field = fieldOf[column] + 1;
            hasZone[column] = columns.getColumnType(field) == Types.TIMESTAMP_WITH_TIMEZONE
                    || columns.getColumnTypeName(field).equalsIgnoreCase("timestamptz");
        }
        this.cells = source.schema().cells();
    }

    private static List<String> labels(ResultSetMetaData columns) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int field = 1; field <= columns.getColumnCount(); field++) {
            labels.add(columns.getColumnLabel(field));
        }
        return labels;
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the rows
    static JdbcRows open(JdbcSource source, JdbcConnections connections, int fetchSize) {
        Connection connection;
        try {
            connection = connections.open();
        } catch (SQLException e) {
            throw new TransientFailureException(
                    source.name() + ": no connection (" + e.getMessage() + "). Is the database up?", e);
        }
        try {
            return new JdbcRows(source, connection, fetchSize);
        } catch (SQLException e) {
            closeAfter(e, connection);
            throw failure(source.name(), "cannot be run", e);
        } catch (InvalidDataException e) {
            closeAfter(e, connection);
            throw e;
        }
    }

    private static void closeAfter(Exception failure, Connection connection) {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static MlPipelineException failure(String where, String what, SQLException e) {
        String state = String.valueOf(e.getSQLState());
        boolean mayPass = e instanceof SQLTransientException
                || e instanceof SQLRecoverableException
                || state.startsWith("08"); // connection exceptions of the SQL standard
        String message = where + ": " + what + " (" + e.getMessage() + ")";
        return mayPass ? new TransientFailureException(message, e) : new InvalidDataException(message, e);
    }

    @Override
    public boolean next(RowBuffer into, List<Violation> violations) {
        try {
            if (!result.next()) {
                return false;
            }
            row++;
            cells.begin(into, violations);
            for (int column = 0; column < fieldOf.length; column++) {
                Object value = result.getObject(fieldOf[column] + 1);
                if (value != null) {
                    take(column, value);
                }
            }
            return true;
        } catch (SQLException e) {
            throw failure(name + " row " + Math.max(1, row), "cannot be read", e);
        }
    }

    private void take(int column, Object value) throws SQLException {
        if (value instanceof String text) {
            cells.text(column, text);
        } else if (value instanceof Double || value instanceof Float) {
            cells.number(column, ((Number) value).doubleValue());
        } else if (value instanceof BigDecimal decimal) {
            cells.decimal(column, decimal);
        } else if (value instanceof Number number) {
            cells.integer(column, number.longValue());
        } else if (value instanceof Boolean truth) {
            cells.truth(column, truth);
        } else if (value instanceof java.util.Date) {
            takeTime(column, value);
        } else if (value instanceof byte[]) {
            cells.refuse(column, "binary value", "");
        } else {
            cells.text(column, value.toString());
        }
    }

    /** Asked for anew, because the old classes of dates go through the machine's time zone. */
    private void takeTime(int column, Object value) throws SQLException {
        int field = fieldOf[column] + 1;
        if (value instanceof java.sql.Date) {
            cells.day(column, result.getObject(field, LocalDate.class).toEpochDay());
        } else if (value instanceof java.sql.Time) {
            cells.text(column, result.getString(field));
        } else if (hasZone[column]) {
            Instant instant = result.getObject(field, OffsetDateTime.class).toInstant();
            cells.instant(column, ChronoUnit.MICROS.between(Instant.EPOCH, instant));
        } else {
            cells.local(column, result.getObject(field, LocalDateTime.class));
        }
    }

    @Override
    public long line() {
        return row;
    }

    @Override
    public String raw() {
        return cells.raw();
    }

    /** Gives the connection back as it was. */
    @Override
    public void close() throws IOException {
        try (connection;
                statement;
                result) {
            connection.rollback();
            connection.setAutoCommit(autoCommitted);
        } catch (SQLException e) {
            throw new IOException(name + ": the connection cannot be given back (" + e.getMessage() + ")", e);
        }
    }
}
