/** Declares what raw input looks like, and turns its text into typed rows with a reason for every refusal. */
@NullMarked
package io.mlpipeline.etl.features.source;

import org.jspecify.annotations.NullMarked;
