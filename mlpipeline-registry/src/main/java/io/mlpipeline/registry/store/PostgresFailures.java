package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.api.error.TransientFailureException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Says what the caller can do about an error of PostgreSQL, by the class of its SQLSTATE (PostgreSQL manual, appendix A). */
final class PostgresFailures {
    private static final int CLASS = 2;
    private static final String INTEGRITY = "23";
    private static final String CORRUPT = "XX001";
    private static final String INDEX_CORRUPT = "XX002";
    private static final String DISK_FULL = "53100";
    private static final String READ_ONLY = "25006";
    /** Connection lost, rolled back in favour of another, out of resources, told to stop. */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "55", "57");

    private PostgresFailures() {}

    static MlPipelineException translated(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String what = " (" + state + " " + e.getMessage() + ")";
        if (state.equals(DISK_FULL)) {
            return new StoreException("No room to write to the registry in PostgreSQL; free some" + what, e);
        }
        if (state.equals(READ_ONLY)) {
            return new StoreException("The registry in PostgreSQL cannot be written; connect to the primary" + what, e);
        }
        if (state.equals(CORRUPT) || state.equals(INDEX_CORRUPT)) {
            return new CorruptArtifactException(
                    "The registry in PostgreSQL is damaged; restore it from a backup" + what, e);
        }
        String family = state.length() < CLASS ? "" : state.substring(0, CLASS);
        if (e instanceof SQLTransientException || PASSING.contains(family)) {
            return new TransientFailureException(
                    "The registry in PostgreSQL could not be reached or gave way to another client. Read before you write again:"
                            + " if the connection was lost while committing, the change may have been made" + what,
                    e);
        }
        if (family.equals(INTEGRITY)) {
            return new StoreException("The registry in PostgreSQL refused to break a rule of its own" + what, e);
        }
        return new StoreException("The registry in PostgreSQL failed" + what, e);
    }
}
