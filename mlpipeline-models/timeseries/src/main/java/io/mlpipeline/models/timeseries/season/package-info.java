/** Long seasons and several at once: Fourier terms, and forecasting what is left when the seasons are taken out. */
@NullMarked
package io.mlpipeline.models.timeseries.season;

import org.jspecify.annotations.NullMarked;
