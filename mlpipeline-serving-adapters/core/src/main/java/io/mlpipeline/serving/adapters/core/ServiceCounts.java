package io.mlpipeline.serving.adapters.core;

/**
 * What has happened since a service was built.
 *
 * @param predictions answers given
 * @param refused calls refused because of their input
 * @param failed calls that the model could not answer
 * @param reloads changes of the version
 * @param eventsPending prediction events that wait for their listener
 * @param eventsDropped prediction events lost because a listener could not keep up
 * @param listenerFailures prediction events on which a listener threw
 */
public record ServiceCounts(
        long predictions,
        long refused,
        long failed,
        long reloads,
        long eventsPending,
        long eventsDropped,
        long listenerFailures) {}
