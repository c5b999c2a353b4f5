/** The prediction service: answers of a model inside the process, validated, observed and reloaded. */
@NullMarked
package io.mlpipeline.serving.adapters.core;

import org.jspecify.annotations.NullMarked;
