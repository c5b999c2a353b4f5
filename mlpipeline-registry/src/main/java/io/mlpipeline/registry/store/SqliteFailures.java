package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.api.error.TransientFailureException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Says what the caller can do about an error of SQLite. */
final class SqliteFailures {
    /** The low byte of a result code is the primary code; see sqlite.org/rescode.html. */
    private static final int PRIMARY = 0xff;

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int CONSTRAINT = 19;
    private static final int NOT_A_DATABASE = 26;

    private final Path file;

    SqliteFailures(Path file) {
        this.file = file;
    }

    <T> T translate(Action<T> action) {
        try {
            return action.run();
        } catch (SQLException e) {
            throw translated(e);
        }
    }

    MlPipelineException translated(SQLException e) {
        String what = " (" + e.getMessage() + ")";
        return switch (codeOf(e)) {
            case BUSY, LOCKED ->
                new TransientFailureException(
                        "The registry at " + file + " was locked by another process for too long; try again" + what, e);
            case CORRUPT, NOT_A_DATABASE ->
                new CorruptArtifactException(
                        "The registry at " + file + " is damaged or no SQLite database; restore it from a backup"
                                + what,
                        e);
            case FULL -> new StoreException("No room to write to the registry at " + file + "; free some" + what, e);
            case READ_ONLY, CANNOT_OPEN ->
                new StoreException(
                        "The registry at " + file
                                + " cannot be opened for writing; check that it is a file and its rights" + what,
                        e);
            case CONSTRAINT ->
                new StoreException("The registry at " + file + " refused to break a rule of its own" + what, e);
            default -> new StoreException("The registry at " + file + " failed" + what, e);
        };
    }

    private static int codeOf(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY : e.getErrorCode() & PRIMARY;
    }

    /** Something that SQLite may refuse. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws SQLException;
    }
}
