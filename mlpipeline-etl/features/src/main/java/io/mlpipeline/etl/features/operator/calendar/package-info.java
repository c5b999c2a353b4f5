/** Parts of the calendar, holidays and seasons. */
@NullMarked
package io.mlpipeline.etl.features.operator.calendar;

import org.jspecify.annotations.NullMarked;
