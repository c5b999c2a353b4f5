package io.mlpipeline.etl.features.source;

import java.util.Arrays;
import java.util.List;

/** Input that lies in files of one kind. Immutable and safe for use by many threads. */
public abstract sealed class FileSource implements Source permits CsvSource, JsonLinesSource, ParquetSource {
    private static final long serialVersionUID = 1L;

    private final SourceSchema schema;
    private final List<String> paths;

    FileSource(SourceSchema schema, List<String> paths) {
        this.schema = schema;
        this.paths = List.copyOf(paths);
        if (paths.isEmpty() || paths.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A source needs paths, got " + paths);
        }
    }

    @Override
    public SourceSchema schema() {
        return schema;
    }

    /**
     * Where the files are.
     *
     * @return files, folders or patterns, at least one
     */
    public List<String> paths() {
        return paths;
    }

    /**
     * How the names of such files end; only these are read where a path is a folder.
     *
     * @return endings such as {@code .csv.gz}
     */
    public abstract List<String> endings();

    static List<String> list(String... paths) {
        return Arrays.asList(paths);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + paths;
    }
}
