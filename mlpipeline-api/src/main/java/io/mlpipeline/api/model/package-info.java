/** What learns and what predicts: estimators, models and the data between them. */
@NullMarked
package io.mlpipeline.api.model;

import org.jspecify.annotations.NullMarked;
