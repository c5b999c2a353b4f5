/** Several models as one: weighted blends, votes and stacks, and how a stack is trained without leakage. */
@NullMarked
package io.mlpipeline.models.core.ensemble;

import org.jspecify.annotations.NullMarked;
