/** Predictions over HTTP on the server that ships with the JDK. */
@NullMarked
package io.mlpipeline.serving.adapters.http;

import org.jspecify.annotations.NullMarked;
