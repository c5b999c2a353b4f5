/**
 * Where the registry keeps things: {@link io.mlpipeline.registry.store.MetadataStore} for what is known of the versions,
 * {@link io.mlpipeline.registry.store.ArtifactStore} for their bytes.
 */
@NullMarked
package io.mlpipeline.registry.store;

import org.jspecify.annotations.NullMarked;
