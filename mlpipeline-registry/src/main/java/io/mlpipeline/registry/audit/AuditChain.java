package io.mlpipeline.registry.audit;

import org.jspecify.annotations.Nullable;

/** Follows a log entry by entry and remembers the first fault. Not safe for use by many threads. */
public final class AuditChain {
    private final String tenant;
    private final AuditHead witness;
    private AuditHead head = AuditHead.EMPTY;
    private @Nullable String fault;

    /**
     * Begins before the first entry.
     *
     * @param tenant whose log it is
     * @param witness a head that the log had at some time; it must be on the way
     */
    public AuditChain(String tenant, AuditHead witness) {
        this.tenant = tenant;
        this.witness = witness;
    }

    /**
     * Goes on by one entry.
     *
     * @param entry the next entry as it is stored
     */
    public void follow(AuditEntry entry) {
        if (fault != null) {
            return;
        }
        long expected = head.sequence() + 1;
        if (entry.sequence() != expected) {
            fault = "entry " + expected + " is missing, entry " + entry.sequence() + " follows";
        } else if (!entry.chainedTo(tenant, head.hash()).equals(entry.hash())) {
            fault = "entry " + expected + " was altered, or one before it: its hash does not follow from them";
        } else if (expected == witness.sequence() && !entry.hash().equals(witness.hash())) {
            fault = "entry " + expected + " is not the one that the known head was taken at: the log was written anew";
        } else {
            head = new AuditHead(expected, entry.hash());
        }
    }

    /**
     * Meets an entry that cannot be read.
     *
     * @param why what is wrong with it
     */
    public void fail(String why) {
        if (fault == null) {
            fault = why;
        }
    }

    /**
     * Ends where the log ends.
     *
     * @param stored the head that is stored beside the log
     * @return what was found
     */
    public AuditVerification end(AuditHead stored) {
        if (fault == null && !head.equals(stored)) {
            fault = "the log ends at entry " + head.sequence() + ", its head is at " + stored.sequence()
                    + ": entries were removed or added at the end";
        }
        if (fault == null && head.sequence() < witness.sequence()) {
            fault = "the log ends at entry " + head.sequence() + ", it once had " + witness.sequence();
        }
        return new AuditVerification(
                fault == null, head.sequence(), fault == null ? "all entries follow from each other" : fault);
    }
}
