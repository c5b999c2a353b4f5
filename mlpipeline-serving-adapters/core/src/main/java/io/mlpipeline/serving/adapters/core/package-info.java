/** The prediction service: validate, route, cache, limit and fall back. */
@NullMarked
package io.mlpipeline.serving.adapters.core;

import org.jspecify.annotations.NullMarked;
