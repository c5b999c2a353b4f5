/**
 * The contracts of mlpipeline: data, model, profile and provenance types that every module shares.
 *
 * <p>This module depends on the JDK alone. Everything here is either an immutable value or says that it is not.
 */
@NullMarked
package io.mlpipeline.api;

import org.jspecify.annotations.NullMarked;
