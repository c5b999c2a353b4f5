package io.mlpipeline.drift.alert;

import io.mlpipeline.drift.Severity;

/**
 * What one look at a subject found, such as the verdict on one window of rows.
 *
 * @param subject what was looked at
 * @param severity how bad it is; {@link Severity#NONE} if all is well
 * @param words what was found, for people
 */
public record AlertCheck(AlertSubject subject, Severity severity, String words) {}
