/** Forecasts of shops, items and totals that add up. */
@NullMarked
package io.mlpipeline.models.timeseries.reconciliation;

import org.jspecify.annotations.NullMarked;
