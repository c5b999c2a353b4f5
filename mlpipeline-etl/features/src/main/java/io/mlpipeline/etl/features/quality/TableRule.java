package io.mlpipeline.etl.features.quality;

import java.io.Serializable;

/**
 * A check of all rows together, its name, and what breaking it means.
 *
 * @param name unique among the rules
 * @param severity {@link Severity#FAIL} or {@link Severity#WARN}
 * @param check the condition
 */
public record TableRule(String name, Severity severity, TableCheck check) implements Serializable {}
