package io.mlpipeline.etl.features.source;

import java.util.List;

/**
 * Apache Parquet files of flat columns, found by name as a CSV file's are.
 *
 * <p>A column that holds what is declared is taken as it is; one that holds text is parsed by the declared format, sentinels
 * and refusals included. A time without a zone is read in the zone of its {@link SourceColumn#timestamp}. A column that can't
 * hold what is declared, a nested one among them, ends the run with an error. The line of a row is its number in the file.
 *
 * <p>Reading needs the module {@code mlpipeline-etl-parquet}. Immutable.
 */
public final class ParquetSource extends FileSource {
    private static final long serialVersionUID = 1L;

    private ParquetSource(SourceSchema schema, List<String> paths) {
        super(schema, paths);
    }

    /**
     * Declares files to read.
     *
     * @param schema what they look like
     * @param paths files, folders (their files ending in .parquet) or glob patterns, as paths or URIs
     * @return a source
     * @throws IllegalArgumentException if there is no path
     */
    public static ParquetSource of(SourceSchema schema, String... paths) {
        return new ParquetSource(schema, list(paths));
    }

    @Override
    public List<String> endings() {
        return List.of(".parquet");
    }
}
