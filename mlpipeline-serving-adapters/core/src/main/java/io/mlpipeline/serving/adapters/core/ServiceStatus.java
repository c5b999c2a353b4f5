package io.mlpipeline.serving.adapters.core;

import java.time.Instant;

/**
 * How a service does, at one moment.
 *
 * @param model the version that answers
 * @param since since when it answers
 * @param degraded why the service does not follow its registry; empty if all is well
 * @param counts what has happened since the service was built
 * @param latency how long successful calls took since then
 */
public record ServiceStatus(
        ServedModel model, Instant since, String degraded, ServiceCounts counts, LatencySummary latency) {
    /**
     * Whether the service answers with another version than it should.
     *
     * @return true if {@link #degraded()} says why
     */
    public boolean isDegraded() {
        return !degraded.isEmpty();
    }
}
