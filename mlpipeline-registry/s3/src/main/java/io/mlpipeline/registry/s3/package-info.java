/** The registry's artifacts in an object store that speaks the S3 protocol. */
@NullMarked
package io.mlpipeline.registry.s3;

import org.jspecify.annotations.NullMarked;
