package io.mlpipeline.registry.audit;

import java.util.List;

/** The audit log of one tenant as a store keeps it. Nothing here adds to it: each change writes its own entry. */
public interface AuditLog {
    /**
     * Lists entries.
     *
     * @param after the number of the entry before the first one wanted; 0 for the beginning
     * @param limit the most entries wanted, 1 or more
     * @return the entries in order
     */
    List<AuditEntry> entries(long after, int limit);

    /**
     * Tells where the log ends. Keep it elsewhere, and give it to {@link #verify(AuditHead)} later.
     *
     * @return the number and hash of the last entry
     */
    AuditHead head();

    /**
     * Reads the whole log and checks every entry.
     *
     * @return whether an entry was changed, removed or moved
     */
    default AuditVerification verify() {
        return verify(AuditHead.EMPTY);
    }

    /**
     * Reads the whole log and checks every entry, and that the log goes through a head that it once had. Only this finds a log whose
     * end was removed together with its stored head, or that was written anew as a whole.
     *
     * @param known what {@link #head()} returned at some time
     * @return whether an entry was changed, removed or moved
     */
    AuditVerification verify(AuditHead known);
}
