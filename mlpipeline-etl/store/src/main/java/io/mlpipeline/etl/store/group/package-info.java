/** Feature groups: what a set of features is, whose it is and where it comes from. */
@NullMarked
package io.mlpipeline.etl.store.group;

import org.jspecify.annotations.NullMarked;
