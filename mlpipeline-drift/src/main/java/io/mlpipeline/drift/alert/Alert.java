package io.mlpipeline.drift.alert;

import io.mlpipeline.drift.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * An alert as it stands.
 *
 * @param subject what it is about
 * @param rule the name of the rule that keeps it
 * @param state where it stands
 * @param severity the severity of the last check; while firing the worst since it began
 * @param words what the last check that breached found
 * @param since when it came into this state
 * @param acknowledgedBy who has taken it on, if anybody
 * @param muted whether a silence or an inhibition keeps people from being told
 */
public record Alert(
        AlertSubject subject,
        String rule,
        AlertState state,
        Severity severity,
        String words,
        Instant since,
        Optional<String> acknowledgedBy,
        boolean muted) {}
