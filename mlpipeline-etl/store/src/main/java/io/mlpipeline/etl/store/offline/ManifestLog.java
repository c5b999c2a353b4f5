package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.etl.store.files.StoreFiles;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.GroupId;
import io.mlpipeline.etl.store.group.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The manifests of one group, numbered files of which the last one is the current state.
 *
 * <p>Publishing is one atomic step: the manifest of the next number comes into being, whole, and only if no one else published it
 * meanwhile. Before that step a reader sees the run before, afterwards the new one; a process that stops earlier has changed
 * nothing. The first manifest is written when the group is registered, so that manifests that are gone are told from none yet.
 */
public final class ManifestLog {
    private static final String ENDING = ".json";

    private final StoreFiles files;
    private final FeatureGroup group;
    private final Clock clock;
    private final String folder;

    private ManifestLog(StoreFiles files, FeatureGroup group, Clock clock) {
        this.files = files;
        this.group = group;
        this.clock = clock;
        this.folder = folderOf(group.id()) + "/manifests";
    }

    /**
     * The manifests of a registered group.
     *
     * @param files the store's files
     * @param group the group
     * @param clock tells when a run is published
     * @return its log
     */
    public static ManifestLog of(StoreFiles files, FeatureGroup group, Clock clock) {
        return new ManifestLog(files, group, clock);
    }

    private static String folderOf(GroupId group) {
        return "data/" + group.name() + ".v" + group.version();
    }

    /**
     * The folder of the group's partition files.
     *
     * @return a path below the store's root
     */
    public String partitionFolder() {
        return folderOf(group.id()) + "/partitions";
    }

    /** Writes the manifest of run 0, of a group that is not registered yet and has published nothing. */
    public void begin() {
        if (runs().stream().allMatch(run -> run == 0)) {
            Manifest none = new Manifest(
                    group.id(), 0, group.hash(), "", "", clock.instant(), OptionalLong.empty(), List.of(), List.of());
            files.put(path(0), bytes(none)); // replaces what a registration that was stopped left
        }
    }

    /**
     * The state of the group.
     *
     * @return the newest manifest
     * @throws CorruptArtifactException if there is no manifest although the group is registered, or it cannot be read
     */
    public Manifest current() {
        List<Long> runs = runs();
        if (runs.isEmpty()) {
            throw new CorruptArtifactException(
                    "The state of group " + group.id() + " is lost: there is no manifest in "
                            + folder + " of " + files
                            + ". Restore the folder from a backup, or register the group as a new version and compute it again");
        }
        return manifest(runs.get(runs.size() - 1));
    }

    /**
     * The state after an earlier run.
     *
     * @param run its number
     * @return its manifest
     * @throws IllegalArgumentException if there is no such run, or it was collected
     */
    public Manifest manifest(long run) {
        byte[] json = files.read(path(run))
                .orElseThrow(() -> new IllegalArgumentException("Group " + group.id() + " has no run " + run
                        + "; there are " + runs() + ". Maybe it was collected"));
        Manifest manifest = ManifestJson.read(path(run), new String(json, StandardCharsets.UTF_8));
        if (!manifest.group().equals(group.id())
                || manifest.run() != run
                || !manifest.definition().equals(group.hash())) {
            throw new CorruptArtifactException(path(run) + " belongs to run " + manifest.run() + " of group "
                    + manifest.group() + " with definition " + manifest.definition()
                    + ", not to the registered group. Restore the folder from a backup");
        }
        return manifest;
    }

    /**
     * The runs that can be read.
     *
     * @return their numbers, ascending
     */
    public List<Long> runs() {
        List<Long> runs = new ArrayList<>();
        for (StoreFiles.Entry file : files.list(folder)) {
            if (file.name().endsWith(ENDING)) {
                runs.add(Long.parseLong(file.name().substring(0, file.name().length() - ENDING.length())));
            }
        }
        return runs.stream().sorted().toList();
    }

    /**
     * Makes a new state the current one, in one step.
     *
     * @param before the state that the new one was computed from
     * @param spec the hash of what computed it
     * @param watermark the greatest time of all rows
     * @param inputs every input taken in so far
     * @param partitions every partition, whose files are there
     * @return the manifest as published
     * @throws TransientFailureException if another run was published since {@code before}; nothing has changed, and running
     *     again goes on from there
     */
    public Manifest publish(
            Manifest before,
            String spec,
            OptionalLong watermark,
            List<InputFile> inputs,
            List<PartitionFile> partitions) {
        Manifest next = new Manifest(
                group.id(),
                before.run() + 1,
                group.hash(),
                spec,
                Sha256.of(bytes(before)),
                clock.instant(),
                watermark,
                inputs,
                partitions);
        if (!files.create(path(next.run()), bytes(next))) {
            throw new TransientFailureException("Another run of group " + group.id() + " was published as run "
                    + next.run() + " meanwhile. Nothing was changed; run again");
        }
        return next;
    }

    /**
     * Deletes runs that were replaced long ago, and partition files that no remaining run has.
     *
     * @param grace how long a run can still be read after it was replaced; longer than any read or run takes
     * @return how many files were deleted
     * @throws IllegalArgumentException if the grace period is negative
     */
    public int collect(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("A grace period is not negative, got " + grace);
        }
        Instant end = clock.instant().minus(grace);
        List<String> old = new ArrayList<>();
        Set<String> needed = new HashSet<>();
        List<Long> runs = runs();
        for (int i = 0; i < runs.size(); i++) {
            boolean isLast = i == runs.size() - 1;
            if (!isLast && !manifest(runs.get(i + 1)).published().isAfter(end)) {
                old.add(path(runs.get(i)));
            } else {
                manifest(runs.get(i)).partitions().forEach(each -> needed.add(each.path()));
            }
        }
        addUnneeded(partitionFolder(), end, needed, old);
        addUnneeded(StoreFiles.ASIDE, end, needed, old);
        old.forEach(files::delete);
        return old.size();
    }

    private void addUnneeded(String from, Instant end, Set<String> needed, List<String> into) {
        for (StoreFiles.Entry file : files.list(from)) {
            String path = from + "/" + file.name();
            if (!needed.contains(path) && !file.modified().isAfter(end)) {
                into.add(path);
            }
        }
    }

    /**
     * Checks that the files of a state are there.
     *
     * @param manifest a state of this group
     * @throws CorruptArtifactException if one is missing or has another size; the message names it
     */
    public void requireFiles(Manifest manifest) {
        Map<String, Long> sizes = new HashMap<>();
        files.list(partitionFolder()).forEach(each -> sizes.put(partitionFolder() + "/" + each.name(), each.size()));
        for (PartitionFile each : manifest.partitions()) {
            Long size = sizes.get(each.path());
            if (size == null || size != each.bytes()) {
                throw new CorruptArtifactException("The state of group " + group.id() + " is lost: " + each.path()
                        + " of run " + manifest.run() + " has " + (size == null ? "gone" : size + " bytes")
                        + ", expected " + each.bytes() + " bytes. Restore " + files + " from a backup");
            }
        }
    }

    private static byte[] bytes(Manifest manifest) {
        return ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8);
    }

    private String path(long run) {
        return folder + "/" + String.format(Locale.ROOT, "%012d", run) + ENDING;
    }
}
