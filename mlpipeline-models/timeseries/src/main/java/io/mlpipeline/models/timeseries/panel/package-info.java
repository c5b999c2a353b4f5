/** Many series at once: what a panel is, where it is read from, and how its series are learned side by side. */
@NullMarked
package io.mlpipeline.models.timeseries.panel;

import org.jspecify.annotations.NullMarked;
