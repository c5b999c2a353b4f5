/** How this module reads and writes JSON and flat arrays; no part of its API. */
@NullMarked
package io.mlpipeline.models.core.internal;

import org.jspecify.annotations.NullMarked;
