package io.mlpipeline.drift.alert;

/**
 * A notice that could not be delivered.
 *
 * @param channel the channel's name
 * @param notice the notice
 * @param attempts how often it was tried
 * @param reason why it was given up
 */
public record DeadLetter(String channel, AlertNotice notice, int attempts, String reason) {}
