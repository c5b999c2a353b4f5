/** The online store: the newest values of each entity, for live requests. */
@NullMarked
package io.mlpipeline.etl.store.online;

import org.jspecify.annotations.NullMarked;
