/** The audit log: what was done, by whom and when, each entry bound to the one before it by a hash. */
@NullMarked
package io.mlpipeline.registry.audit;

import org.jspecify.annotations.NullMarked;
