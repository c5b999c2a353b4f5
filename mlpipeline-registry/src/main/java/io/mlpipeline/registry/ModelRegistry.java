package io.mlpipeline.registry;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.CallerSource;
import io.mlpipeline.registry.access.Operation;
import io.mlpipeline.registry.access.Role;
import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.audit.AuditLog;
import io.mlpipeline.registry.promotion.Candidacy;
import io.mlpipeline.registry.promotion.Contender;
import io.mlpipeline.registry.promotion.Finding;
import io.mlpipeline.registry.promotion.Promotion;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.signing.TrustedKeys;
import io.mlpipeline.registry.signing.VersionSigning;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.NewVersion;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.UnknownVersionException;
import io.mlpipeline.registry.version.VersionQuery;
import io.mlpipeline.registry.version.VersionSignature;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The memory of what was trained and what is in use: numbered versions of models, each with its bundle, and at most one of a
 * model in production.
 *
 * <p>Safe for use by many threads, and by many processes on one folder. What a call has returned survives a crash. What is in
 * production is held by a constraint of the database, so that no race can leave two versions there; every change of stage stays in
 * the history.
 *
 * <pre>{@code
 * try (ModelRegistry registry = ModelRegistry.open(Path.of("models"))) {
 *     ModelVersion candidate = registry.register("daily-sales", bundle);
 *     Promotion result = registry.promote(candidate, PromotionPolicy.beatIncumbentOn(holdOut).by(Metrics.WAPE, 0.02));
 *     if (!result.promoted()) {
 *         log.info("{}", result);
 *     }
 * }
 * }</pre>
 *
 * <p>Any call may throw {@link io.mlpipeline.registry.store.StoreException} if a store cannot be read or written,
 * {@link io.mlpipeline.api.error.TransientFailureException} if another process kept it locked for 30 seconds,
 * {@link io.mlpipeline.api.error.CorruptArtifactException} if stored data was altered, {@link IllegalArgumentException} if a name is
 * not well formed, and {@link IllegalStateException} after {@link #close()}.
 */
public final class ModelRegistry implements AutoCloseable {
    /** How long a change of the production version that another process made may go unseen by {@link #production}. */
    public static final Duration STALENESS = Duration.ofSeconds(1);

    private static final Caller EMBEDDED = new Caller("embedded", Role.ADMIN);
    private static final String DATABASE = "registry.db";
    private static final String ARTIFACTS = "artifacts";

    private final MetadataStore metadata;
    private final ArtifactStore artifacts;
    private final BundleShelf bundles;
    private final ProductionCache productions;
    private final StageLedger ledger;
    private final Door door;
    private final CallerSource callers;
    private final @Nullable TrustedKeys trusted;
    private final Lifetime lifetime;
    private final boolean pinned;

    private ModelRegistry(
            MetadataStore metadata, ArtifactStore artifacts, Clock clock, Ticker ticker, Runnable closer) {
        this.metadata = metadata;
        this.artifacts = artifacts;
        this.bundles = new BundleShelf(artifacts);
        this.productions = new ProductionCache(metadata::production, STALENESS, ticker);
        this.ledger = new StageLedger(metadata, clock, productions::drop);
        this.callers = CallerSource.always(EMBEDDED);
        this.trusted = null;
        this.lifetime = Lifetime.root(closer);
        this.door = new Door(ModelId.DEFAULT_TENANT, callers, clock, lifetime::isOver);
        this.pinned = false;
    }

    /** Another view of the same stores and caches. */
    private ModelRegistry(
            ModelRegistry of, String tenant, CallerSource callers, @Nullable TrustedKeys trusted, boolean pinned) {
        this.metadata = of.metadata;
        this.artifacts = of.artifacts;
        this.bundles = of.bundles;
        this.productions = of.productions;
        this.ledger = of.ledger;
        this.callers = callers;
        this.trusted = trusted;
        this.lifetime = pinned ? of.lifetime.part() : of.lifetime;
        this.door = new Door(tenant, callers, of.door.clock(), lifetime::isOver);
        this.pinned = pinned;
    }

    /**
     * Opens a registry in a folder, with SQLite and local files: no server is needed. The folder must lie on a local disk.
     *
     * @param directory the folder; made if it is missing
     * @return the registry, to be closed by the caller
     * @throws io.mlpipeline.registry.store.StoreException if the folder cannot be made, read or written, or is a file
     * @throws io.mlpipeline.api.error.CorruptArtifactException if the database is damaged
     * @throws io.mlpipeline.api.error.IncompatibleVersionException if a newer version of this library wrote it
     */
    public static ModelRegistry open(Path directory) {
        return open(directory, Clock.systemUTC());
    }

    /**
     * Opens a registry in a folder, as {@link #open(Path)} does.
     *
     * @param directory the folder; made if it is missing
     * @param clock tells when versions are registered and stages change
     * @return the registry, to be closed by the caller
     */
    public static ModelRegistry open(Path directory, Clock clock) {
        return open(directory, clock, Ticker.systemTicker());
    }

    static ModelRegistry open(Path directory, Clock clock, Ticker ticker) {
        ArtifactStore artifacts = ArtifactStore.directory(directory.resolve(ARTIFACTS));
        MetadataStore metadata = MetadataStore.sqlite(directory.resolve(DATABASE));
        return new ModelRegistry(metadata, artifacts, clock, ticker, metadata::close);
    }

    /**
     * A registry on stores of the host.
     *
     * @param metadata what is known of versions; left open by {@link #close()}
     * @param artifacts their bundles
     * @param clock tells when versions are registered and stages change
     * @return the registry
     */
    public static ModelRegistry on(MetadataStore metadata, ArtifactStore artifacts, Clock clock) {
        return new ModelRegistry(metadata, artifacts, clock, Ticker.systemTicker(), () -> {});
    }

    /**
     * The same registry, where callers have roles: the source is asked who is calling at every call. Without one, every call is
     * made by an administrator named {@code embedded}.
     *
     * @param source the host's knowledge of who is calling
     * @return such a registry; it ends with this one
     * @throws IllegalStateException if this is the handle of one tenant
     */
    public ModelRegistry withCallers(CallerSource source) {
        requireWhole("other callers");
        return new ModelRegistry(this, tenant(), source, trusted, false);
    }

    /**
     * The same registry, where only signed versions go into production, and a version in production is loaded only if it is signed.
     *
     * @param keys whose signatures count
     * @return such a registry; it ends with this one
     * @throws IllegalStateException if this is the handle of one tenant
     */
    public ModelRegistry withTrustedKeys(TrustedKeys keys) {
        requireWhole("other keys");
        return new ModelRegistry(this, tenant(), callers, keys, false);
    }

    /**
     * A handle on one tenant's models. Nothing that is done with it reaches another tenant, and it opens no other: hand it to code that
     * works for this tenant.
     *
     * @param tenant the tenant's name, formed like a model's
     * @return the handle; closing it closes no store, and it ends with this registry
     * @throws IllegalStateException if this is the handle of one tenant already
     */
    public ModelRegistry forTenant(String tenant) {
        requireWhole("another tenant");
        return new ModelRegistry(this, new ModelId(tenant, "any").tenant(), callers, trusted, true);
    }

    /**
     * Whose models these are.
     *
     * @return the tenant's name
     */
    public String tenant() {
        return door.tenant();
    }

    /**
     * Who may go into production, as people decided.
     *
     * @return the approvals of this tenant's versions
     */
    public Approvals approvals() {
        return new Approvals(metadata.governance(), door, this::known);
    }

    /**
     * Names that point to versions.
     *
     * @return the aliases of this tenant's models
     */
    public Aliases aliases() {
        return new Aliases(metadata, door, this::known);
    }

    /**
     * What was tried on the way to models.
     *
     * @return the experiments of this tenant
     */
    public Experiments experiments() {
        return new Experiments(metadata.runs(), artifacts, door);
    }

    /**
     * What was done to this tenant's models, by whom and when.
     *
     * @return the log, to be read by administrators
     */
    public AuditLog audit() {
        return new GuardedAuditLog(metadata.audit(tenant()), door);
    }

    /**
     * Stores a bundle as the next version of a model, in stage {@code NONE}. The first version makes the model.
     *
     * @param name the model's name: 1 to 128 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit
     * @param bundle the bundle; its evaluation becomes the version's metrics
     * @return the version with its number
     */
    public ModelVersion register(String name, Bundle bundle) {
        Caller caller = door.admit(Operation.REGISTER);
        ModelId model = door.id(name);
        // The bytes first: a crash in between leaves an artifact that no version names, never a version without its
        // artifact.
        NewVersion version = bundles.put(bundle, door.clock().instant());
        String hash = version.artifact().sha256();
        ModelVersion added = metadata.add(model, version, door.act(caller, Action.REGISTERED, hash));
        // An orphan's collection may have looked between the two; from here on it finds the version.
        bundles.mend(bundle, added);
        return added;
    }

    /**
     * Lists the models.
     *
     * @return their names in alphabetical order
     */
    public List<String> models() {
        door.admit(Operation.READ);
        return metadata.models(tenant());
    }

    /**
     * Gets a version.
     *
     * @param name the model's name
     * @param version the number
     * @return the version as it stands
     * @throws UnknownVersionException if there is none
     */
    public ModelVersion get(String name, int version) {
        return ledger.require(door.admit(Operation.READ, name), version);
    }

    /**
     * Finds the version that was registered last.
     *
     * @param name the model's name
     * @return the version with the highest number; empty if there is no such model
     */
    public Optional<ModelVersion> latest(String name) {
        return metadata.latest(door.admit(Operation.READ, name));
    }

    /**
     * Lists the versions of a model.
     *
     * @param name the model's name
     * @return all of them by rising number; empty if there is no such model
     */
    public List<ModelVersion> versions(String name) {
        return metadata.versions(door.admit(Operation.READ, name));
    }

    /**
     * Lists versions of a model a page at a time, by tag or stage.
     *
     * @param name the model's name
     * @param query which ones
     * @return a page by falling number; empty if there is no such model
     */
    public List<ModelVersion> search(String name, VersionQuery query) {
        return metadata.search(door.admit(Operation.READ, name), query);
    }

    /**
     * Compares two versions, of one model or of two. Both bundles are opened and verified.
     *
     * @param before a version of this registry
     * @param after another one
     * @return schema, parameters, metrics and features that differ
     */
    public VersionDiff diff(ModelVersion before, ModelVersion after) {
        door.admit(Operation.READ);
        ModelVersion one = known(before);
        ModelVersion other = known(after);
        return VersionDiff.of(bundles.open(one), one.metrics(), bundles.open(other), other.metrics());
    }

    /**
     * Finds the version in production. Cheap enough to be asked for every request: it comes from memory. A change made through this
     * registry shows at once, one made by another process or registry after {@link #STALENESS} at the latest.
     *
     * @param name the model's name
     * @return the version; empty if none is in production or there is no such model
     */
    public Optional<ModelVersion> production(String name) {
        return productions.get(door.admit(Operation.READ, name));
    }

    /**
     * Finds the version that was in production at some time.
     *
     * @param name the model's name
     * @param time any time
     * @return the version as it stands now; empty if none was in production then
     */
    public Optional<ModelVersion> productionAt(String name, Instant time) {
        ModelId model = door.admit(Operation.READ, name);
        OptionalInt number = new ProductionTimeline(metadata.history(model)).at(time);
        return number.isPresent() ? Optional.of(ledger.require(model, number.getAsInt())) : Optional.empty();
    }

    /**
     * Lists every change of stage of a model.
     *
     * @param name the model's name
     * @return the changes, oldest first; empty if there is no such model
     */
    public List<StageChange> history(String name) {
        return metadata.history(door.admit(Operation.READ, name));
    }

    /**
     * Opens a version's bundle and verifies it: the hash of the whole, the hash of every entry, and the predictions of its golden
     * rows.
     *
     * @param version a version of this registry
     * @return the bundle
     * @throws io.mlpipeline.api.error.CorruptArtifactException if it is not what was registered
     * @throws io.mlpipeline.registry.store.MissingArtifactException if it is gone
     * @throws UnknownVersionException if this registry has no such version
     */
    public Bundle bundle(ModelVersion version) {
        door.admit(Operation.READ);
        ModelVersion found = known(version);
        if (found.stage() == Stage.PRODUCTION) {
            requireSignature(found);
        }
        return bundles.open(found);
    }

    /**
     * Signs a version, so that it may go into production where {@link #withTrustedKeys keys are asked for}.
     *
     * @param version a version of this registry
     * @param keyId the name under which verifiers know the key
     * @param key an Ed25519 key
     * @throws IllegalArgumentException if the key is of another kind
     * @throws UnknownVersionException if this registry has no such version
     */
    public void sign(ModelVersion version, String keyId, PrivateKey key) {
        Caller caller = door.admit(Operation.SIGN);
        ModelVersion found = known(version);
        ModelId model = door.id(found.name());
        VersionSignature signature = VersionSigning.sign(model, found, keyId, key);
        metadata.governance().sign(model, found.version(), signature, door.act(caller, Action.SIGNED, keyId));
    }

    /**
     * Deletes artifacts that no version and no run of any tenant refers to: what is left of registrations that ended between the
     * artifact and its version.
     *
     * @param grace how long an artifact must have lain there; at least one minute, and longer than any registration takes
     * @return what was found and deleted
     * @throws IllegalArgumentException if the time is too short
     * @throws IllegalStateException if this is the handle of one tenant
     */
    public OrphanCollection collectOrphans(Duration grace) {
        requireWhole("the artifacts of all tenants");
        door.admit(Operation.COLLECT);
        return OrphanCollection.run(metadata, artifacts, door.clock().instant(), grace);
    }

    /**
     * Writes the whole registry into one file: every row of every tenant, the audit logs included, and every artifact that one refers
     * to, each of them verified. Rows are of one moment, and are held in memory meanwhile.
     *
     * @param file the file; replaced if it is there
     * @throws io.mlpipeline.registry.store.StoreException if it cannot be written
     * @throws CorruptArtifactException if an artifact is not what was stored; no file is written then
     * @throws IllegalStateException if this is the handle of one tenant
     */
    public void exportTo(Path file) {
        requireWhole("the whole registry");
        door.admit(Operation.EXPORT);
        new RegistryArchive(metadata, artifacts).write(file);
    }

    /**
     * Takes what another registry has {@link #exportTo exported}, be it kept in another kind of database. The file is verified as a whole
     * before anything is stored, and so is every audit log in it.
     *
     * @param file the file
     * @throws IllegalStateException if this registry is not empty, or is the handle of one tenant
     * @throws CorruptArtifactException if the file is not the one that was written; nothing is stored then
     * @throws io.mlpipeline.api.error.IncompatibleVersionException if a newer version of this library wrote it
     * @throws io.mlpipeline.registry.store.StoreException if it cannot be read
     */
    public void importFrom(Path file) {
        requireWhole("the whole registry");
        Caller caller = door.admit(Operation.IMPORT);
        new RegistryArchive(metadata, artifacts).read(file, door.act(caller, Action.IMPORTED, ""));
    }

    /**
     * Puts a version into staging. Nothing happens if it is there already.
     *
     * @param version a version that is in no stage, or archived
     * @return the version as it stands now
     * @throws IllegalStateException if it is in production
     * @throws UnknownVersionException if this registry has no such version
     */
    public ModelVersion stage(ModelVersion version) {
        Caller caller = door.admit(Operation.STAGE);
        return ledger.stage(door.id(version.name()), known(version).version(), caller.name());
    }

    /**
     * Puts a version into production, in the place of the one that is there, if it satisfies a policy. The policy judges it against
     * the version that is in production at that very moment: if that one is replaced meanwhile, it judges again. The candidate's
     * bundle is opened and verified whatever the policy.
     *
     * @param version a version that is in no stage, or in staging
     * @param policy what the version must show
     * @return what came of it; a refusal is a value, with the reasons
     * @throws UnknownVersionException if this registry has no such version
     */
    public Promotion promote(ModelVersion version, PromotionPolicy policy) {
        Caller caller = door.admit(Operation.PROMOTE);
        ModelId model = door.id(version.name());
        Contender candidate = bundles.contender(known(version));
        return ledger.promote(
                model,
                version.version(),
                caller.name(),
                (now, incumbent) -> judge(policy, candidacy(model, candidate, incumbent)));
    }

    private Candidacy candidacy(ModelId model, Contender candidate, @Nullable ModelVersion incumbent) {
        Candidacy candidacy = incumbent == null
                ? Candidacy.unopposed(candidate)
                : Candidacy.against(candidate, () -> bundles.contender(incumbent));
        return candidacy.withApprovals(
                metadata.governance().approvals(model, candidate.version().version()));
    }

    private List<Finding> judge(PromotionPolicy policy, Candidacy candidacy) {
        List<Finding> findings = new ArrayList<>(policy.judge(candidacy));
        if (trusted != null) {
            List<String> signers = signersOf(candidacy.candidate().version(), trusted);
            findings.add(new Finding(
                    "is-signed",
                    !signers.isEmpty(),
                    "signed by " + signers + ", trusted are " + trusted.ids(),
                    Collections.emptySortedMap()));
        }
        return findings;
    }

    private List<String> signersOf(ModelVersion version, TrustedKeys keys) {
        ModelId model = door.id(version.name());
        return keys.signersOf(model, version, metadata.governance().signatures(model, version.version()));
    }

    private void requireSignature(ModelVersion version) {
        if (trusted != null && signersOf(version, trusted).isEmpty()) {
            throw new CorruptArtifactException(
                    version.label() + " has no valid signature by a trusted key " + trusted.ids()
                            + ": it was altered in the database, or went into production where none was asked for. Sign it if it is yours.");
        }
    }

    /**
     * Brings back the version that was in production before the present one, or the last one if none is in production. Each rollback
     * goes one promotion further back. The bundle is opened and verified before anything is changed.
     *
     * @param name the model's name
     * @return the version that is in production now
     * @throws UnknownVersionException if there is no earlier production version
     */
    public ModelVersion rollback(String name) {
        Caller caller = door.admit(Operation.ROLL_BACK);
        return ledger.rollBack(door.id(name), caller.name(), version -> {
            requireSignature(version);
            bundles.open(version);
        });
    }

    /**
     * Takes a version out of use. If it was in production, none is then. Nothing happens if it is archived already.
     *
     * @param version a version of this registry
     * @return the version as it stands now
     * @throws UnknownVersionException if this registry has no such version
     */
    public ModelVersion archive(ModelVersion version) {
        Caller caller = door.admit(Operation.ARCHIVE);
        return ledger.archive(door.id(version.name()), known(version).version(), caller.name());
    }

    /**
     * Replaces a version's description.
     *
     * @param version a version of this registry
     * @param description at most 10,000 characters, without control characters but line feeds and tabs
     * @return the version as it stands now
     * @throws UnknownVersionException if this registry has no such version
     */
    public ModelVersion describe(ModelVersion version, String description) {
        Caller caller = door.admit(Operation.ANNOTATE);
        Labels.requireDescription(description);
        ModelId model = door.id(version.name());
        Act act = door.act(caller, Action.DESCRIBED, description);
        metadata.describe(model, known(version).version(), description, act);
        return refreshed(version);
    }

    /**
     * Sets or replaces a tag.
     *
     * @param version a version of this registry
     * @param key 1 to 128 letters, digits, '.', '_', '/' and '-', beginning with a letter or digit
     * @param value at most 1,000 characters, without control characters
     * @return the version as it stands now
     * @throws UnknownVersionException if this registry has no such version
     */
    public ModelVersion tag(ModelVersion version, String key, String value) {
        Caller caller = door.admit(Operation.ANNOTATE);
        Labels.requireKey(key);
        Labels.requireValue(key, value);
        ModelId model = door.id(version.name());
        Act act = door.act(caller, Action.TAGGED, key + "=" + value);
        metadata.tag(model, known(version).version(), key, value, act);
        return refreshed(version);
    }

    /**
     * Removes a tag, if it is there.
     *
     * @param version a version of this registry
     * @param key the tag's key
     * @return the version as it stands now
     * @throws UnknownVersionException if this registry has no such version
     */
    public ModelVersion untag(ModelVersion version, String key) {
        Caller caller = door.admit(Operation.ANNOTATE);
        Labels.requireKey(key);
        ModelId model = door.id(version.name());
        metadata.untag(model, known(version).version(), key, door.act(caller, Action.UNTAGGED, key));
        return refreshed(version);
    }

    /**
     * A feed of the changes of a model's production version, which looks when the host polls it.
     *
     * @param name the model's name; the model need not exist yet
     * @return a feed that knows the present version
     */
    public ProductionFeed productionFeed(String name) {
        return new ProductionFeed(metadata, door.admit(Operation.READ, name));
    }

    /**
     * Tells a listener of every change of a model's production version from now on, whoever makes it. A listener that throws is
     * told of later changes all the same.
     *
     * @param name the model's name; the model need not exist yet
     * @param executor the host's; polls, and calls the listener
     * @param interval how long to wait between two looks; above zero
     * @param listener is told of the changes, one after the other
     * @return closes to end it; closing the registry does not
     * @throws IllegalArgumentException if the interval is zero or negative
     */
    public Subscription onProductionChange(
            String name, ScheduledExecutorService executor, Duration interval, Consumer<ProductionChange> listener) {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("The interval between two looks must be above zero, got " + interval);
        }
        return new PolledSubscription(productionFeed(name), executor, interval, listener);
    }

    /** Closes what {@link #open} has opened; the handle of a tenant ends alone. Closing twice does nothing. */
    @Override
    public void close() {
        lifetime.end();
    }

    private ModelVersion refreshed(ModelVersion version) {
        productions.drop(door.id(version.name()));
        return known(version);
    }

    private ModelVersion known(ModelVersion version) {
        ModelVersion found = ledger.require(door.id(version.name()), version.version());
        if (!found.artifact().equals(version.artifact())) {
            throw new UnknownVersionException(
                    version.label() + " holds another artifact in this registry: " + found.artifact() + " instead of "
                            + version.artifact() + ". Maybe it comes from another registry.");
        }
        return found;
    }

    private void requireWhole(String what) {
        if (pinned) {
            throw new IllegalStateException("This is a handle on tenant '" + tenant() + "'; it gives no way to " + what
                    + ". Ask the registry that it came from.");
        }
    }
}
