package io.mlpipeline.etl.features.source;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections of the host. On Spark the tasks of a cluster open them, so that what a lambda holds must be serializable: a
 * URL rather than a pool.
 */
@FunctionalInterface
public interface JdbcConnections extends Serializable {

    /**
     * Opens a connection, which is closed after reading.
     *
     * @return a connection
     * @throws SQLException if none can be had
     */
    Connection open() throws SQLException;
}
