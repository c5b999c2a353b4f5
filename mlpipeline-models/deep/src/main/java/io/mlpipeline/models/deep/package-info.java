/** Training of recurrent networks by PyTorch through DJL; what is trained here is forecast with by {@code models.core.sequence} alone. */
@NullMarked
package io.mlpipeline.models.deep;

import org.jspecify.annotations.NullMarked;
