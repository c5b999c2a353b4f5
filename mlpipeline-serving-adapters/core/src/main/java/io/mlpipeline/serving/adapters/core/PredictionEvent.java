package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.data.Row;
import java.time.Duration;

/**
 * A prediction with what it was made from, for logs and monitors. Immutable; it may be kept.
 *
 * @param prediction the answer
 * @param request the accepted request in the layout of {@link PredictionService#requestSchema()}
 * @param latency how long the call took; for a row of a batch its share of the batch
 */
public record PredictionEvent(Prediction prediction, Row request, Duration latency) {}
