/** Tests to extend: what every online store must do. */
@NullMarked
package io.mlpipeline.testkit.featurestore;

import org.jspecify.annotations.NullMarked;
