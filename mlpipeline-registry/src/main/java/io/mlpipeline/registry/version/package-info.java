/** What the registry holds: models, their numbered versions, and the stages that a version goes through. */
@NullMarked
package io.mlpipeline.registry.version;

import org.jspecify.annotations.NullMarked;
