/** What every store of the registry must do, as tests to extend. */
@NullMarked
package io.mlpipeline.testkit.registry;

import org.jspecify.annotations.NullMarked;
