/** Retail demand: from raw invoices to a monitored forecast service. */
@NullMarked
package io.mlpipeline.samples.retail;

import org.jspecify.annotations.NullMarked;
