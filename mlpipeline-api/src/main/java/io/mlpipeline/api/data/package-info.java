/** Schemas, rows and columnar frames: the shape in which data crosses module borders. */
@NullMarked
package io.mlpipeline.api.data;

import org.jspecify.annotations.NullMarked;
