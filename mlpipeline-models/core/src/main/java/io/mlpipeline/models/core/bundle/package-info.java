/** The unit of deployment: one file with features, model, metrics, profile and provenance, that proves itself when opened. */
@NullMarked
package io.mlpipeline.models.core.bundle;

import org.jspecify.annotations.NullMarked;
