/** Tests to extend: what every engine and every store must do. */
@NullMarked
package io.mlpipeline.testkit.store;

import org.jspecify.annotations.NullMarked;
