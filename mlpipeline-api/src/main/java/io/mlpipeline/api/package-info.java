/** Data, model, profile and provenance types, and the contracts that modules share. */
@NullMarked
package io.mlpipeline.api;

import org.jspecify.annotations.NullMarked;
