/** What a model asks of a request, and what is wrong with one that it refuses. */
@NullMarked
package io.mlpipeline.serving.adapters.core.request;

import org.jspecify.annotations.NullMarked;
