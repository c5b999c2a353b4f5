package io.mlpipeline.registry.store;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.AuditLog;
import io.mlpipeline.registry.experiment.RunStore;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.VersionQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Keeps what is known of models and versions. Implementations are safe for use by many threads and many processes.
 *
 * <p>Every call is one transaction: whole and on disk when it returns, without trace when it throws; what changes something also
 * adds an entry to the tenant's audit log. Two invariants are held by
 * the database itself, whoever writes to it: at most one version of a model is in production, and the history of stages is only
 * ever added to.
 *
 * <p>Any call may throw {@link StoreException} if the store cannot be read or written,
 * {@link io.mlpipeline.api.error.TransientFailureException} if it was busy for too long,
 * {@link io.mlpipeline.api.error.CorruptArtifactException} if the database is damaged, and {@link IllegalStateException} after
 * {@link #close}.
 */
public interface MetadataStore extends AutoCloseable {
    /**
     * A store in one SQLite file, beside which lie SQLite's own two files ({@code -wal}, {@code -shm}) and an empty one that guards
     * the opening ({@code -lock}). They must lie on a local disk, and no one may open and close them by other means while the process
     * runs, as that drops SQLite's locks: make backups from another process.
     *
     * @param file the file; made if it is missing
     * @return the open store
     * @throws StoreException if the file cannot be opened or belongs to another application
     * @throws io.mlpipeline.api.error.CorruptArtifactException if the file is no database, or a damaged one
     * @throws io.mlpipeline.api.error.IncompatibleVersionException if a newer version of this library wrote it
     */
    static MetadataStore sqlite(Path file) {
        return new SqlMetadataStore(SqliteDatabase.open(file));
    }

    /**
     * A store in PostgreSQL, in the schema that the connections begin in: give it one of its own ({@code currentSchema} in the
     * URL). Its tables are made and upgraded when it is opened, which takes {@code flyway-database-postgresql} on the class path.
     * Safe for use by many processes. A connection is borrowed for each call; use a pool.
     *
     * @param source the host's; left open by {@link #close}
     * @return the open store
     * @throws StoreException if the tables cannot be made, or the schema belongs to another application
     * @throws io.mlpipeline.api.error.IncompatibleVersionException if a newer version of this library wrote it
     */
    static MetadataStore postgresql(DataSource source) {
        return new SqlMetadataStore(PostgresDatabase.open(source));
    }

    /**
     * Adds a version with the model's next number and no stage; the first one makes the model.
     *
     * @param model the model
     * @param version what is known of the version
     * @param act who registers it
     * @return the version with its number
     */
    ModelVersion add(ModelId model, NewVersion version, Act act);

    /**
     * Finds a version by its number.
     *
     * @param model the model
     * @param version the number
     * @return the version; empty if there is none
     */
    Optional<ModelVersion> find(ModelId model, int version);

    /**
     * Finds the version that was added last.
     *
     * @param model the model
     * @return the version with the highest number; empty if there is none
     */
    Optional<ModelVersion> latest(ModelId model);

    /**
     * Finds the version in production.
     *
     * @param model the model
     * @return the version; empty if none is in production
     */
    Optional<ModelVersion> production(ModelId model);

    /**
     * Lists the versions of a model.
     *
     * @param model the model
     * @return all of them by rising number; empty if there is no such model
     */
    List<ModelVersion> versions(ModelId model);

    /**
     * Lists versions of a model a page at a time. What it costs depends on the page, not on the number of versions.
     *
     * @param model the model
     * @param query which ones
     * @return at most as many as asked for, by falling number
     */
    List<ModelVersion> search(ModelId model, VersionQuery query);

    /**
     * Lists the models of a tenant.
     *
     * @param tenant the tenant
     * @return their names in alphabetical order
     */
    List<String> models(String tenant);

    /**
     * Tells how often a model's stages, approvals and signatures have been changed. Cheap: one row is read.
     *
     * @param model the model
     * @return 0 for a model without a change, or none at all; grows by 1 with every {@link #apply} that returns true, and every
     *     approval and signature
     */
    long revision(ModelId model);

    /**
     * Lists the changes of stage of a model.
     *
     * @param model the model
     * @return all of them, oldest first
     */
    List<StageChange> history(ModelId model);

    /**
     * Changes stages, all or none, and adds the changes to the history, provided that no one else has changed a stage, an approval or
     * a signature of the model since its revision was read. A change that claims an earlier time than the model's last one is given that one's time, so
     * that the history is in order of time even if a clock went back.
     *
     * @param model the model
     * @param expectedRevision what {@link #revision} returned before the changes were decided on
     * @param changes what to do, in this order; the last one is what the audit log tells of
     * @param act who does it
     * @return false if the revision is another by now; nothing is changed then
     * @throws StoreException if a version does not exist or is not in the stage that a change begins with, or if two versions
     *     would be in production; nothing is changed then
     */
    boolean apply(ModelId model, long expectedRevision, List<StageChange> changes, Act act);

    /**
     * Replaces a version's description.
     *
     * @param model the model
     * @param version the number
     * @param description the text
     * @param act who does it
     * @return false if there is no such version
     */
    boolean describe(ModelId model, int version, String description, Act act);

    /**
     * Sets or replaces one tag of a version.
     *
     * @param model the model
     * @param version the number
     * @param key the tag's key
     * @param value its value
     * @param act who does it
     * @return false if there is no such version
     */
    boolean tag(ModelId model, int version, String key, String value, Act act);

    /**
     * Removes one tag of a version, if it has it.
     *
     * @param model the model
     * @param version the number
     * @param key the tag's key
     * @param act who does it
     * @return false if there is no such version
     */
    boolean untag(ModelId model, int version, String key, Act act);

    /**
     * Approvals, aliases and signatures.
     *
     * @return the part of this store that keeps them
     */
    GovernanceStore governance();

    /**
     * Runs of experiments.
     *
     * @return the part of this store that keeps them
     */
    RunStore runs();

    /**
     * The audit log of a tenant, to which every change adds an entry in its own transaction.
     *
     * @param tenant the tenant
     * @return the log; empty if the tenant has done nothing yet
     */
    AuditLog audit(String tenant);

    /**
     * Tells whether a version or a run of any tenant refers to an artifact.
     *
     * @param sha256 the artifact's hash
     * @return true if it must be kept
     */
    boolean refersTo(String sha256);

    /**
     * Tells every row of every tenant, all of one moment.
     *
     * @param visitor is told of each, those first that others refer to
     */
    void dump(Consumer<TableRow> visitor);

    /**
     * Takes the rows of another store, all or none, and verifies every audit log among them.
     *
     * @param rows what {@link #dump} told, in this order
     * @param act who does it; goes to the end of the default tenant's audit log
     * @throws IllegalStateException if the store is not empty
     * @throws io.mlpipeline.api.error.CorruptArtifactException if a row does not fit, or an audit log does not hold
     */
    void load(List<TableRow> rows, Act act);

    /** Closes the store's own connections. Closing twice does nothing. */
    @Override
    void close();
}
