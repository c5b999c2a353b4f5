package io.mlpipeline.registry.audit;

/**
 * Whether an audit log is the one that was written.
 *
 * @param intact whether every entry is where and what it was
 * @param entries how many entries were found in order
 * @param explanation the first fault, or that there is none
 */
public record AuditVerification(boolean intact, long entries, String explanation) {}
