/** Why a model predicts what it does, and what would change it: from the portable form alone, on any machine that scores. */
@NullMarked
package io.mlpipeline.models.core.explain;

import org.jspecify.annotations.NullMarked;
