package io.mlpipeline.etl.features.source;

import java.io.Serializable;

/** How the values of one column are written; the serializable recipe of a {@link ValueParser}. */
interface ValueFormat extends Serializable {

    /** A parser for one thread. */
    ValueParser parser();
}
