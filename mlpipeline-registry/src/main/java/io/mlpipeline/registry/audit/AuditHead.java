package io.mlpipeline.registry.audit;

/**
 * Where a tenant's audit log ends. Kept outside the database, it also shows a log that was cut or written anew as a whole.
 *
 * @param sequence the number of entries
 * @param hash the hash of the last one, or {@link AuditEntry#GENESIS} if there is none
 */
public record AuditHead(long sequence, String hash) {
    /** The head of an empty log. */
    public static final AuditHead EMPTY = new AuditHead(0, AuditEntry.GENESIS);
}
