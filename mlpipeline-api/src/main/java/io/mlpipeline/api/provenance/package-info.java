/** Where a model came from: data, code, parameters and versions. */
@NullMarked
package io.mlpipeline.api.provenance;

import org.jspecify.annotations.NullMarked;
