/** Model versions, their stages, promotion and audit. */
@NullMarked
package io.mlpipeline.registry;

import org.jspecify.annotations.NullMarked;
