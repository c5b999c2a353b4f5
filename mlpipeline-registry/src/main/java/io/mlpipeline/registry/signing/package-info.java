/** Signatures under versions, and the keys that are trusted to make them. */
@NullMarked
package io.mlpipeline.registry.signing;

import org.jspecify.annotations.NullMarked;
