package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/** The way from one published state to the next: rows in, touched partitions computed again, one manifest out. */
final class RunStep {
    /** How many partitions are computed at once; bounds the memory of a run over long time. */
    private static final int PARTITIONS_A_TIME = 31;

    private final OfflineGroup group;
    private final Derivation derivation;
    private final RowSet rowSet;
    private final Partitioning partitioning;
    private final Manifest before;
    private final Schema schema;
    private final int time;
    private final List<InputFile> inputs;
    private final List<String> taken = new ArrayList<>();
    private final TreeMap<LocalDate, Frame.Builder> incoming = new TreeMap<>();
    private final TreeMap<LocalDate, PartitionFile> rows;
    private final TreeMap<LocalDate, PartitionFile> features;
    private final TreeMap<LocalDate, Frame> loaded = new TreeMap<>();
    private final TreeSet<LocalDate> recomputed = new TreeSet<>();
    private long watermark;
    private long rowsIn;
    private long late;

    RunStep(OfflineGroup group, Derivation derivation, RowSet rowSet, Partitioning partitioning, Manifest before) {
        this.group = group;
        this.derivation = derivation;
        this.rowSet = rowSet;
        this.partitioning = partitioning;
        this.before = before;
        this.schema = derivation.rowSchema();
        this.time = schema.indexOf(derivation.time());
        this.inputs = new ArrayList<>(before.inputs());
        this.rows = new TreeMap<>(before.partitions(Layer.ROWS));
        this.features = new TreeMap<>(before.partitions(Layer.FEATURES));
        this.watermark = before.watermark().orElse(ColumnType.MISSING_INTEGER);
    }

    /** Reads an input and puts its rows to their partitions. */
    void take(Input input) {
        String hash = input.sha256();
        Frame frame = input.rows();
        if (!frame.schema().equals(schema)) {
            throw new IllegalArgumentException(
                    "Input '" + input.name() + "' has " + frame.schema() + ", expected " + schema);
        }
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            if (row.isMissing(time)) {
                throw new InvalidDataException("Input '" + input.name() + "' has a row without '" + derivation.time()
                        + "': " + row + ". Set such rows aside with notNull(\"" + derivation.time() + "\")");
            }
            long at = row.integer(time);
            LocalDate start = startOf(at);
            late += before.watermark().isPresent()
                            && start.isBefore(startOf(before.watermark().getAsLong()))
                    ? 1
                    : 0;
            watermark = Math.max(watermark, at);
            incoming.computeIfAbsent(start, each -> Frame.builder(schema)).add(row);
        }
        rowsIn += frame.size();
        inputs.add(new InputFile(input.name(), hash, frame.size()));
        taken.add(input.name());
    }

    private LocalDate startOf(long at) {
        return partitioning.startOf(LocalDate.ofEpochDay(derivation.dayOf(at)));
    }

    Manifest publish(String spec) {
        recompute(affected(merge()));
        List<PartitionFile> partitions = new ArrayList<>(features.values());
        partitions.addAll(rows.values());
        partitions.sort(Comparator.comparing(PartitionFile::layer).thenComparing(PartitionFile::start));
        inputs.sort(Comparator.comparing(InputFile::name));
        return group.log()
                .publish(
                        before,
                        spec,
                        watermark == ColumnType.MISSING_INTEGER ? OptionalLong.empty() : OptionalLong.of(watermark),
                        inputs,
                        partitions);
    }

    /** Writes the partitions that rows came to; gives those that changed. */
    private List<LocalDate> merge() {
        List<LocalDate> changed = new ArrayList<>();
        for (Map.Entry<LocalDate, Frame.Builder> each : incoming.entrySet()) {
            LocalDate start = each.getKey();
            PartitionFile old = rows.get(start);
            if (old != null) {
                for (Frame.Cursor row = group.files().read(old, schema).cursor(); row.next(); ) {
                    each.getValue().add(row);
                }
            }
            Frame merged = rowSet.of(each.getValue().build());
            PartitionFile written = group.files().write(Layer.ROWS, start, merged, old);
            if (!written.equals(old)) {
                rows.put(start, written);
                changed.add(start);
                loaded.put(start, merged);
            }
        }
        incoming.clear();
        return changed;
    }

    /** The partitions that look at changed ones: these themselves, and those that begin within the reach after them. */
    private TreeSet<LocalDate> affected(List<LocalDate> changed) {
        TreeSet<LocalDate> affected = new TreeSet<>();
        for (LocalDate start : changed) {
            LocalDate last = partitioning.lastOf(start).plusDays(derivation.reachDays());
            affected.addAll(rows.subMap(start, true, last, true).keySet());
        }
        return affected;
    }

    private void recompute(TreeSet<LocalDate> affected) {
        List<LocalDate> chunk = new ArrayList<>();
        for (LocalDate start : affected) {
            boolean isFar = !chunk.isEmpty()
                    && start.isAfter(
                            partitioning.lastOf(chunk.get(chunk.size() - 1)).plusDays(derivation.reachDays() + 1L));
            if (chunk.size() == PARTITIONS_A_TIME || isFar) {
                compute(chunk);
                chunk.clear();
            }
            chunk.add(start);
        }
        if (!chunk.isEmpty()) {
            compute(chunk);
        }
    }

    /** Computes the features of partitions that lie near each other. */
    private void compute(List<LocalDate> starts) {
        LocalDate from = starts.get(0);
        LocalDate to = partitioning.lastOf(starts.get(starts.size() - 1));
        Frame computed = derivation.derive(rowsOf(from.minusDays(derivation.reachDays()), to), from, to);
        Map<LocalDate, Frame.Builder> parts = new TreeMap<>();
        starts.forEach(start -> parts.put(start, Frame.builder(computed.schema())));
        int position = computed.schema().indexOf(group.group().time());
        boolean isDate = computed.schema().column(position).type() == ColumnType.DATE;
        for (Frame.Cursor row = computed.cursor(); row.next(); ) {
            long at = row.integer(position);
            LocalDate start = partitioning.startOf(LocalDate.ofEpochDay(isDate ? at : derivation.dayOf(at)));
            Frame.Builder part = parts.get(start);
            if (part != null) { // a partition between two that are affected gives what it gave before
                part.add(row);
            }
        }
        RowSet inOrder = new RowSet(computed.schema(), group.group().time(), List.of(), List.of());
        parts.forEach((start, part) -> features.put(
                start, group.files().write(Layer.FEATURES, start, inOrder.of(part.build()), features.get(start))));
        recomputed.addAll(starts);
    }

    private Frame rowsOf(LocalDate from, LocalDate to) {
        Frame.Builder all = Frame.builder(schema);
        LocalDate first = partitioning.startOf(from);
        loaded.headMap(first).clear(); // partitions are computed ascending, so these are not needed any more
        for (PartitionFile file : rows.subMap(first, true, to, true).values()) {
            Frame part =
                    loaded.computeIfAbsent(file.start(), start -> group.files().read(file, schema));
            for (Frame.Cursor row = part.cursor(); row.next(); ) {
                all.add(row);
            }
        }
        return all.build();
    }

    /** The account of this step added to that of the steps before it. */
    RunReport addTo(RunReport report, long run) {
        List<String> processed = new ArrayList<>(report.processed());
        processed.addAll(taken);
        TreeSet<LocalDate> computed = new TreeSet<>(report.recomputed());
        computed.addAll(recomputed);
        long added = rows.values().stream().mapToLong(PartitionFile::rows).sum() - before.rows(Layer.ROWS);
        return new RunReport(
                run,
                processed,
                report.rows() + rowsIn,
                report.added() + added,
                report.repeated() + rowsIn - added,
                report.late() + late,
                List.copyOf(computed));
    }
}
