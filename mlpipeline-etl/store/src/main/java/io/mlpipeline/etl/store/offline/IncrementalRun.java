package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.store.group.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes inputs into a group, each once, and computes again only the features that they touch.
 *
 * <p>What is exact: the state after any sequence of calls, in any order of inputs, cut into runs in any way, with the process
 * killed at any point and started again, is the state that one run over all inputs gives, byte for byte.
 *
 * <ul>
 *   <li>An input is known by its name and checksum; a known one is not read again, and a known name with other content is
 *       refused.
 *   <li>Rows that repeat another in the {@linkplain Builder#unique unique} columns count once, however many inputs hold them and
 *       however late. The time is always one of these columns, so that a repetition lies in the partition of the row that it
 *       repeats: the partition is the state of the keys, and nothing of it ever expires.
 *   <li>A partition whose rows changed and those that look back on it are computed again; a late row changes nothing else.
 *   <li>A call that finds no new input reads and publishes nothing.
 * </ul>
 *
 * <p>The watermark of the manifest is the greatest time seen. Rows before it are late; they are taken in like any other, and
 * counted. Rows and features of the partitions in work are in memory. Safe for use by many threads and processes: of two that
 * publish at the same time one succeeds.
 */
public final class IncrementalRun {
    private final OfflineGroup group;
    private final Derivation derivation;
    private final RowSet rowSet;
    private final boolean isUnique;
    private final Partitioning partitioning;
    private final int inputsARun;
    private final String spec;

    private IncrementalRun(Builder builder) {
        this.group = builder.group;
        this.derivation = builder.derivation;
        this.rowSet = new RowSet(derivation.rowSchema(), derivation.time(), builder.unique, builder.latest);
        this.isUnique = !builder.unique.isEmpty();
        this.partitioning = builder.partitioning;
        this.inputsARun = builder.inputsARun;
        this.spec = Sha256.of(String.join(
                "\n",
                derivation.definition(),
                derivation.rowSchema().toString(),
                builder.unique.toString(),
                builder.latest.toString(),
                partitioning.name()));
    }

    /**
     * Starts a definition.
     *
     * @param group what the features go to
     * @param derivation how they are computed
     * @return a builder
     * @throws IllegalArgumentException if the derivation gives other columns than the group has
     */
    public static Builder into(OfflineGroup group, Derivation derivation) {
        Schema wanted = group.group().schema();
        if (!derivation.featureSchema().equals(wanted)) {
            throw new IllegalArgumentException("Group " + group.group().id() + " has " + wanted + ", the features have "
                    + derivation.featureSchema());
        }
        return new Builder(group, derivation);
    }

    /**
     * Takes in what is new.
     *
     * @param inputs inputs known and new, in any order
     * @return what was done
     * @throws InvalidDataException if a known input has other content, or a row has no time; nothing of that run is published
     * @throws io.mlpipeline.api.error.CorruptArtifactException if the state is lost
     * @throws io.mlpipeline.api.error.TransientFailureException if another process published meanwhile
     * @throws IllegalStateException if the group was computed by another definition
     */
    public RunReport advance(List<Input> inputs) {
        Manifest manifest = group.log().current();
        requireSameSpec(manifest);
        group.log().requireFiles(manifest);
        List<Input> fresh = fresh(manifest, inputs);
        RunReport report = new RunReport(manifest.run(), List.of(), 0, 0, 0, 0, List.of());
        for (int from = 0; from < fresh.size(); from += inputsARun) {
            List<Input> batch = fresh.subList(from, Math.min(fresh.size(), from + inputsARun));
            RunStep step = new RunStep(group, derivation, rowSet, partitioning, manifest);
            batch.forEach(step::take);
            manifest = step.publish(spec);
            report = step.addTo(report, manifest.run());
        }
        return report;
    }

    private void requireSameSpec(Manifest manifest) {
        if (!manifest.spec().isEmpty() && !manifest.spec().equals(spec)) {
            throw new IllegalStateException("Group " + group.group().id() + " was computed by another definition (hash "
                    + manifest.spec() + ", this one has " + spec
                    + "): its features would mix the two. Register a new version of the group for this definition");
        }
    }

    private List<Input> fresh(Manifest manifest, List<Input> inputs) {
        Map<String, String> known = new HashMap<>();
        Set<String> contents = new HashSet<>();
        manifest.inputs().forEach(each -> {
            known.put(each.name(), each.sha256());
            contents.add(each.sha256());
        });
        List<Input> fresh = new ArrayList<>();
        for (Input input : inputs) {
            String hash = input.sha256();
            String before = known.putIfAbsent(input.name(), hash);
            if (before == null) {
                requireNewContent(input, contents.add(hash));
                fresh.add(input);
            } else if (!before.equals(hash)) {
                throw new InvalidDataException("Input '" + input.name() + "' was taken in with SHA-256 " + before
                        + " and has " + hash
                        + " now. What was taken in is not taken back; give new rows under a new name,"
                        + " or compute a new version of the group");
            }
        }
        return fresh;
    }

    private void requireNewContent(Input input, boolean isNew) {
        if (!isNew && !isUnique) {
            throw new InvalidDataException("Input '" + input.name() + "' has the same content as another one, and its"
                    + " rows would count twice. Leave it out, or say with unique(..) what makes a repetition");
        }
    }

    /** Collects a definition. Not thread-safe. */
    public static final class Builder {
        private final OfflineGroup group;
        private final Derivation derivation;
        private List<String> unique = List.of();
        private List<String> latest = List.of();
        private Partitioning partitioning = Partitioning.DAILY;
        private int inputsARun = Integer.MAX_VALUE;

        private Builder(OfflineGroup group, Derivation derivation) {
            this.group = group;
            this.derivation = derivation;
        }

        /**
         * Takes out rows that are equal in all columns.
         *
         * @return this builder
         */
        public Builder unique() {
            return unique(derivation.rowSchema().names().toArray(String[]::new));
        }

        /**
         * Takes out rows that repeat another one. Of repetitions the one with the greatest values of the other columns stays,
         * compared column by column, so that the order in which they came plays no part; see {@link #latest}.
         *
         * @param columns in which a repetition equals a row; the time is one of them
         * @return this builder
         * @throws IllegalArgumentException if a column is unknown or the time is not among them
         */
        public Builder unique(String... columns) {
            if (!unique.isEmpty()) {
                throw new IllegalStateException("unique is set twice");
            }
            List<String> chosen = List.of(columns);
            chosen.forEach(derivation.rowSchema()::indexOf);
            if (!chosen.contains(derivation.time())) {
                throw new IllegalArgumentException(
                        "The time '" + derivation.time() + "' must be among the unique columns " + chosen
                                + ": a repetition is looked for in the partition of its own time");
            }
            unique = chosen;
            return this;
        }

        /**
         * Says which of several repetitions stays.
         *
         * @param columns the one with the greatest values in these stays, such as the time of the last change
         * @return this builder
         * @throws IllegalArgumentException if a column is unknown
         */
        public Builder latest(String... columns) {
            List<String> chosen = List.of(columns);
            chosen.forEach(derivation.rowSchema()::indexOf);
            latest = chosen;
            return this;
        }

        /**
         * Chooses the size of partitions; a day if this is not called.
         *
         * @param size the size
         * @return this builder
         */
        public Builder partitioned(Partitioning size) {
            partitioning = size;
            return this;
        }

        /**
         * Publishes after so many inputs; without this call all new ones make one run.
         *
         * @param inputs at least 1
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder inputsARun(int inputs) {
            if (inputs < 1) {
                throw new IllegalArgumentException("A run takes in at least 1 input, got " + inputs);
            }
            inputsARun = inputs;
            return this;
        }

        /**
         * Builds the run; the builder may go on and build again.
         *
         * @return an immutable definition
         */
        public IncrementalRun build() {
            return new IncrementalRun(this);
        }
    }
}
