/** One regression over many series: their own past values and the calendar as features of any estimator. */
@NullMarked
package io.mlpipeline.models.timeseries.lagged;

import org.jspecify.annotations.NullMarked;
