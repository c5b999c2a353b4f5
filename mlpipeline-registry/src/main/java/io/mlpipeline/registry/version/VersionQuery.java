package io.mlpipeline.registry.version;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of a model to list, newest first, a page at a time. Immutable.
 *
 * <pre>{@code
 * VersionQuery page = VersionQuery.all().tagged("team", "retail").limit(20);
 * VersionQuery next = page.before(lastOfThePage.version());
 * }</pre>
 */
public final class VersionQuery {
    private static final int MOST = 1_000;
    private static final int FEW = 100;
    private static final VersionQuery ALL = new VersionQuery(null, "", null, Integer.MAX_VALUE, FEW);

    private final @Nullable String tag;
    private final String value;
    private final @Nullable Stage stage;
    private final int before;
    private final int limit;

    private VersionQuery(@Nullable String tag, String value, @Nullable Stage stage, int before, int limit) {
        this.tag = tag;
        this.value = value;
        this.stage = stage;
        this.before = before;
        this.limit = limit;
    }

    /**
     * The newest 100 versions.
     *
     * @return the query
     */
    public static VersionQuery all() {
        return ALL;
    }

    /**
     * Only versions with a tag.
     *
     * @param key the tag's key
     * @param exactly its value
     * @return such a query
     */
    public VersionQuery tagged(String key, String exactly) {
        return new VersionQuery(
                Objects.requireNonNull(key, "key"), Objects.requireNonNull(exactly, "exactly"), stage, before, limit);
    }

    /**
     * Only versions in a stage.
     *
     * @param wanted the stage
     * @return such a query
     */
    public VersionQuery in(Stage wanted) {
        return new VersionQuery(tag, value, Objects.requireNonNull(wanted, "wanted"), before, limit);
    }

    /**
     * Only versions older than one: the next page.
     *
     * @param version the number of the last version of the page before
     * @return such a query
     */
    public VersionQuery before(int version) {
        return new VersionQuery(tag, value, stage, version, limit);
    }

    /**
     * At most so many.
     *
     * @param most 1 to 1,000
     * @return such a query
     */
    public VersionQuery limit(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("A page has 1 to " + MOST + " versions, got " + most);
        }
        return new VersionQuery(tag, value, stage, before, most);
    }

    /**
     * The tag that is asked for.
     *
     * @return its key; empty if any version will do
     */
    public Optional<String> tag() {
        return Optional.ofNullable(tag);
    }

    /**
     * The value of {@link #tag()}.
     *
     * @return the value; empty text without a tag
     */
    public String value() {
        return value;
    }

    /**
     * The stage that is asked for.
     *
     * @return the stage; empty if any will do
     */
    public Optional<Stage> stage() {
        return Optional.ofNullable(stage);
    }

    /**
     * Below which number to begin.
     *
     * @return the number, exclusive
     */
    public int before() {
        return before;
    }

    /**
     * The most versions wanted.
     *
     * @return 1 to 1,000
     */
    public int limit() {
        return limit;
    }
}
