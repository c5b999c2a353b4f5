package io.mlpipeline.etl.features.source;

import java.util.List;

/**
 * Files with one flat JSON object a line, in UTF-8, plain or compressed with gzip; empty lines are skipped.
 *
 * <p>Keys are found by name as columns of a header are. A number is taken as it is, a text is parsed by the declared format, a
 * null is missing. Refused, each in a row of the quarantine: a line that is no object, a key that is not declared (unless
 * {@link SourceSchema#ignoringUnknownColumns()}), one that is there twice, one that is not there (unless
 * {@link #withAbsentAsMissing()}), and a value that is an object or an array. Immutable.
 */
public final class JsonLinesSource extends FileSource {
    private static final long serialVersionUID = 1L;

    private final boolean absentIsMissing;

    private JsonLinesSource(SourceSchema schema, List<String> paths, boolean absentIsMissing) {
        super(schema, paths);
        this.absentIsMissing = absentIsMissing;
    }

    /**
     * Declares files to read.
     *
     * @param schema what they look like
     * @param paths files, folders (their files ending in .jsonl, .ndjson or .json, maybe with .gz) or glob patterns, as paths
     *     or URIs
     * @return a source
     * @throws IllegalArgumentException if there is no path
     */
    public static JsonLinesSource of(SourceSchema schema, String... paths) {
        return new JsonLinesSource(schema, list(paths), false);
    }

    /**
     * Takes a key that an object does not have for one without a value, as writers that leave nulls out mean it.
     *
     * @return a changed copy
     */
    public JsonLinesSource withAbsentAsMissing() {
        return new JsonLinesSource(schema(), paths(), true);
    }

    /**
     * Whether an absent key is a missing value.
     *
     * @return true if so, false if the row is refused
     */
    public boolean absentIsMissing() {
        return absentIsMissing;
    }

    @Override
    public List<String> endings() {
        return List.of(".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz");
    }
}
