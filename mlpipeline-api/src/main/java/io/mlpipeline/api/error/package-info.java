/** The exceptions of mlpipeline, split by what the caller can do about them. */
@NullMarked
package io.mlpipeline.api.error;

import org.jspecify.annotations.NullMarked;
