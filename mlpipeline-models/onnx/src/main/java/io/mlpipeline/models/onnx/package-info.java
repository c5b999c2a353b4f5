/** Writes portable models as ONNX files, for programs that are not Java. */
@NullMarked
package io.mlpipeline.models.onnx;

import org.jspecify.annotations.NullMarked;
