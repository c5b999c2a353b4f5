/**
 * From verdicts to people: when a finding becomes an alert, who hears of it, how often, and when it is over.
 *
 * <p>{@link io.mlpipeline.drift.alert.AlertBook} keeps the state of every alert and decides what is told;
 * {@link io.mlpipeline.drift.alert.AlertDispatcher} delivers it through {@link io.mlpipeline.drift.alert.AlertChannel}s without ever
 * holding up the caller.
 */
@NullMarked
package io.mlpipeline.drift.alert;

import org.jspecify.annotations.NullMarked;
