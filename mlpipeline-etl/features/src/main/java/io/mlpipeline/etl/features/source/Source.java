package io.mlpipeline.etl.features.source;

import java.io.Serializable;

/**
 * Raw input that both engines read in the same way: columns found by name, values understood by the {@link SourceSchema},
 * a reason for every cell that is not. Immutable and safe for use by many threads.
 */
public sealed interface Source extends Serializable permits FileSource, JdbcSource {

    /**
     * What the input looks like.
     *
     * @return the schema
     */
    SourceSchema schema();
}
