package io.mlpipeline.etl.features.quality;

import java.io.Serializable;

/**
 * A check, its name, and what breaking it means.
 *
 * @param name unique among the rules
 * @param severity what becomes of a row that breaks it
 * @param check the condition
 */
public record Rule(String name, Severity severity, Check check) implements Serializable {}
