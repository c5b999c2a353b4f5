/** A plain Java program that scores a bundle. */
@NullMarked
package io.mlpipeline.samples.plain;

import org.jspecify.annotations.NullMarked;
