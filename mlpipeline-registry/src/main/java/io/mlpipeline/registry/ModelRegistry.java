package io.mlpipeline.registry;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.registry.promotion.Candidacy;
import io.mlpipeline.registry.promotion.Contender;
import io.mlpipeline.registry.promotion.Promotion;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.UnknownVersionException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    private static final String DATABASE = "registry.db";
    private static final String ARTIFACTS = "artifacts";

    private final MetadataStore metadata;
    private final BundleShelf bundles;
    private final Clock clock;
    private final ProductionCache productions;
    private final StageLedger ledger;
    private final Runnable closer;
    private volatile boolean closed;

    private ModelRegistry(
            MetadataStore metadata, ArtifactStore artifacts, Clock clock, Ticker ticker, Runnable closer) {
        this.metadata = metadata;
        this.bundles = new BundleShelf(artifacts);
        this.clock = clock;
        this.productions = new ProductionCache(metadata::production, STALENESS, ticker);
        this.ledger = new StageLedger(metadata, clock, productions::drop);
        this.closer = closer;
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
     * Stores a bundle as the next version of a model, in stage {@code NONE}. The first version makes the model.
     *
     * @param name the model's name: 1 to 128 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit
     * @param bundle the bundle; its evaluation becomes the version's metrics
     * @return the version with its number
     */
    public ModelVersion register(String name, Bundle bundle) {
        ModelId model = idOf(name);
        // The bytes first: a crash in between leaves an artifact that no version names, never a version without its
        // artifact.
        return metadata.add(model, bundles.put(bundle, clock.instant()));
    }

    /**
     * Lists the models.
     *
     * @return their names in alphabetical order
     */
    public List<String> models() {
        requireOpen();
        return metadata.models(ModelId.DEFAULT_TENANT);
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
        return ledger.require(idOf(name), version);
    }

    /**
     * Finds the version that was registered last.
     *
     * @param name the model's name
     * @return the version with the highest number; empty if there is no such model
     */
    public Optional<ModelVersion> latest(String name) {
        return metadata.latest(idOf(name));
    }

    /**
     * Lists the versions of a model.
     *
     * @param name the model's name
     * @return all of them by rising number; empty if there is no such model
     */
    public List<ModelVersion> versions(String name) {
        return metadata.versions(idOf(name));
    }

    /**
     * Finds the version in production. Cheap enough to be asked for every request: it comes from memory. A change made through this
     * registry shows at once, one made by another process or registry after {@link #STALENESS} at the latest.
     *
     * @param name the model's name
     * @return the version; empty if none is in production or there is no such model
     */
    public Optional<ModelVersion> production(String name) {
        return productions.get(idOf(name));
    }

    /**
     * Finds the version that was in production at some time.
     *
     * @param name the model's name
     * @param time any time
     * @return the version as it stands now; empty if none was in production then
     */
    public Optional<ModelVersion> productionAt(String name, Instant time) {
        ModelId model = idOf(name);
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
        return metadata.history(idOf(name));
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
        return bundles.open(known(version));
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
        return ledger.stage(idOf(version), known(version).version());
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
        Contender candidate = bundles.contender(known(version));
        return ledger.promote(
                idOf(version), version.version(), (now, incumbent) -> policy.judge(candidacy(candidate, incumbent)));
    }

    private Candidacy candidacy(Contender candidate, @Nullable ModelVersion incumbent) {
        return incumbent == null
                ? Candidacy.unopposed(candidate)
                : Candidacy.against(candidate, () -> bundles.contender(incumbent));
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
        return ledger.rollBack(idOf(name), bundles::open);
    }

    /**
     * Takes a version out of use. If it was in production, none is then. Nothing happens if it is archived already.
     *
     * @param version a version of this registry
     * @return the version as it stands now
     * @throws UnknownVersionException if this registry has no such version
     */
    public ModelVersion archive(ModelVersion version) {
        return ledger.archive(idOf(version), known(version).version());
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
        Labels.requireDescription(description);
        metadata.describe(idOf(version), known(version).version(), description);
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
        Labels.requireKey(key);
        Labels.requireValue(key, value);
        metadata.tag(idOf(version), known(version).version(), key, value);
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
        Labels.requireKey(key);
        metadata.untag(idOf(version), known(version).version(), key);
        return refreshed(version);
    }

    /**
     * A feed of the changes of a model's production version, which looks when the host polls it.
     *
     * @param name the model's name; the model need not exist yet
     * @return a feed that knows the present version
     */
    public ProductionFeed productionFeed(String name) {
        return new ProductionFeed(metadata, idOf(name));
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

    /** Closes what {@link #open} has opened. Closing twice does nothing. */
    @Override
    public void close() {
        closed = true;
        closer.run();
    }

    private ModelVersion refreshed(ModelVersion version) {
        productions.drop(idOf(version));
        return known(version);
    }

    private ModelVersion known(ModelVersion version) {
        ModelVersion found = ledger.require(idOf(version), version.version());
        if (!found.artifact().equals(version.artifact())) {
            throw new UnknownVersionException(
                    version.label() + " holds another artifact in this registry: " + found.artifact() + " instead of "
                            + version.artifact() + ". Maybe it comes from another registry.");
        }
        return found;
    }

    private ModelId idOf(ModelVersion version) {
        return idOf(version.name());
    }

    /** Every call passes here first. */
    private ModelId idOf(String name) {
        requireOpen();
        return ModelId.of(name);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The registry is closed; open it again");
        }
    }
}
