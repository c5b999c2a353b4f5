package io.mlpipeline.registry.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * One line of a tenant's audit log.
 *
 * @param sequence 1 for the first entry, without gaps
 * @param actor who did it
 * @param action what was done
 * @param subject to what: a version such as {@code daily-sales v3}, a model, a run
 * @param detail what else is worth knowing, possibly empty
 * @param at when, by the host's clock
 * @param hash SHA-256 over the entry before it and this one, as 64 lower-case hexadecimal digits
 */
public record AuditEntry(
        long sequence, String actor, Action action, String subject, String detail, Instant at, String hash) {
    /** What the first entry is chained to. */
    public static final String GENESIS = "0".repeat(64);

    /**
     * The hash that this entry must have: SHA-256 of the previous hash, the tenant and every field, each with its length in front, so
     * that no two logs have the same bytes.
     *
     * @param tenant whose log it is
     * @param previous the hash of the entry before, or {@link #GENESIS}
     * @return 64 lower-case hexadecimal digits
     */
    public String chainedTo(String tenant, String previous) {
        return hash(tenant, previous, sequence, new Act(actor, action, detail, at), subject);
    }

    /**
     * The hash of an entry to be.
     *
     * @param tenant whose log it is
     * @param previous the hash of the entry before, or {@link #GENESIS}
     * @param sequence its number
     * @param act who does what
     * @param subject to what
     * @return 64 lower-case hexadecimal digits
     */
    public static String hash(String tenant, String previous, long sequence, Act act, String subject) {
        MessageDigest digest = sha256();
        for (String field : new String[] {
            previous,
            tenant,
            Long.toString(sequence),
            act.actor(),
            act.action().name(),
            subject,
            act.detail(),
            Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, act.at()))
        }) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
