/**
 * Mergeable summaries of a data set, from which features are fitted and drift is judged without the raw rows.
 *
 * <p>Accumulators are {@link java.io.Serializable} so that a distributed engine can move them between the processes of one job.
 * They are never stored in that form.
 */
@NullMarked
package io.mlpipeline.api.profile;

import org.jspecify.annotations.NullMarked;
