/** Models that are evaluated in plain Java, and their stored form. */
@NullMarked
package io.mlpipeline.models.core.model;

import org.jspecify.annotations.NullMarked;
