/** Portable models, scoring kernels, metrics, splits and the bundle file. */
@NullMarked
package io.mlpipeline.models.core;

import org.jspecify.annotations.NullMarked;
