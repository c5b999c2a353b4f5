/** What the registry does in a second, and how long its questions take when it is full. */
@NullMarked
package io.mlpipeline.benchmarks.registry;

import org.jspecify.annotations.NullMarked;
