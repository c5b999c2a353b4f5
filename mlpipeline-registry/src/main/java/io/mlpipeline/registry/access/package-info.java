/** Who may do what: {@link io.mlpipeline.registry.access.Operation} is the one table of roles and operations. */
@NullMarked
package io.mlpipeline.registry.access;

import org.jspecify.annotations.NullMarked;
