package io.mlpipeline.etl.features.quality;

import java.io.Serializable;

/** A condition on rows; {@link Checks} makes them, {@link Expectations} put them to use. Immutable. */
public sealed interface Check extends Serializable permits RowCheck, UniqueCheck {

    /**
     * What a good row looks like, such as "quantity is at least 1.0".
     *
     * @return a short sentence without a full stop
     */
    String description();
}
