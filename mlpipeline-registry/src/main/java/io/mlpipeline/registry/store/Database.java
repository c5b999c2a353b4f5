package io.mlpipeline.registry.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs work in transactions of one SQL database. */
interface Database extends AutoCloseable {
    /** Runs work that only reads, all of it on one state of the data. */
    <T> T read(Work<T> work);

    /** Runs work that may write, serialized with every other writer; all of it is on disk when this returns. */
    <T> T write(Work<T> work);

    /** What an insert says to give a row the number that the database would choose; empty where it need not say anything. */
    default String overriding() {
        return "";
    }

    /** Has the database go on from the highest number of a table, after rows came in with numbers of their own. */
    default void renumber(Connection connection, String table) throws SQLException {}

    @Override
    void close();

    /** What to do in a transaction. The connection must not be kept. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }
}
