/** What a version must show before it goes into production, and what came of it. */
@NullMarked
package io.mlpipeline.registry.promotion;

import org.jspecify.annotations.NullMarked;
