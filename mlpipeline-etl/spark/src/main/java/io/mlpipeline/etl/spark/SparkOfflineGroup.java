package io.mlpipeline.etl.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.offline.InputFile;
import io.mlpipeline.etl.store.offline.Layer;
import io.mlpipeline.etl.store.offline.Manifest;
import io.mlpipeline.etl.store.offline.ManifestLog;
import io.mlpipeline.etl.store.offline.PartitionFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The history of one group's features, written and read by Spark as one Parquet file a day.
 *
 * <p>A day begins at midnight UTC where the group's time is a timestamp. Values lie in the files as doubles, longs and strings, so
 * that no setting of the session changes one. Safe for use by many threads and processes.
 */
public final class SparkOfflineGroup {
    private static final String DAY = "mlpipeline_day";
    private static final String ENDING = ".spark.parquet";
    private static final long MICROS_A_DAY = 86_400_000_000L;

    private final SparkSession session;
    private final FeatureGroup group;
    private final HadoopFiles files;
    private final ManifestLog log;

    SparkOfflineGroup(SparkSession session, FeatureGroup group, HadoopFiles files, ManifestLog log) {
        this.session = session;
        this.group = group;
        this.files = files;
        this.log = log;
    }

    /**
     * The group's definition.
     *
     * @return the group
     */
    public FeatureGroup group() {
        return group;
    }

    /**
     * The newest state.
     *
     * @return its manifest
     * @throws CorruptArtifactException if the state is lost
     */
    public Manifest current() {
        return log.current();
    }

    /**
     * Reads a state; it stays readable while others are published, until it is collected.
     *
     * @param manifest a state of this group
     * @return all features of that state, in no order
     * @throws CorruptArtifactException if a file is missing or has another size
     */
    public SparkTable read(Manifest manifest) {
        log.requireFiles(manifest);
        Schema schema = group.schema();
        String[] paths = manifest.partitions(Layer.FEATURES).values().stream()
                .map(each -> files.path(each.path()).toString())
                .toArray(String[]::new);
        Dataset<Row> rows = paths.length == 0
                ? session.createDataFrame(List.<Row>of(), PhysicalRows.struct(schema))
                : session.read().schema(PhysicalRows.struct(schema)).parquet(paths);
        return new SparkTable(rows, schema);
    }

    /**
     * Publishes features computed from inputs. Every day that the features have a row of is replaced as a whole; other days stay.
     * Publishing the same inputs again does nothing, and runs no job.
     *
     * @param features rows of the group's schema, all rows of each day that has one
     * @param inputs what they were computed from
     * @param spec what computed them: the hash of the pipeline
     * @return the new state, or the current one if all inputs were taken in before
     * @throws InvalidDataException if an input was taken in with other content, or a row has no time; nothing is published
     * @throws IllegalArgumentException if the features have another schema
     * @throws io.mlpipeline.api.error.TransientFailureException if another process published meanwhile
     */
    public Manifest publish(SparkTable features, List<InputFile> inputs, String spec) {
        if (!features.schema().equals(group.schema())) {
            throw new IllegalArgumentException(
                    "Group " + group.id() + " has " + group.schema() + ", the features have " + features.schema());
        }
        Manifest before = log.current();
        Map<String, InputFile> known = new TreeMap<>();
        before.inputs().forEach(each -> known.put(each.name(), each));
        if (!addFresh(inputs, known)) {
            return before;
        }
        String folder = Manifest.class.getSimpleName() + "-" + UUID.randomUUID();
        Path aside = files.path("aside/" + folder);
        try {
            Written written = write(features, aside);
            Map<LocalDate, PartitionFile> partitions = new TreeMap<>(before.partitions(Layer.FEATURES));
            partitions.putAll(written.partitions());
            long watermark = Math.max(before.watermark().orElse(Long.MIN_VALUE), written.watermark());
            return log.publish(
                    before,
                    spec,
                    watermark == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(watermark),
                    List.copyOf(known.values()),
                    List.copyOf(partitions.values()));
        } finally {
            files.deletePath(aside);
        }
    }

    private boolean addFresh(List<InputFile> inputs, Map<String, InputFile> known) {
        boolean isFresh = false;
        for (InputFile input : inputs) {
            InputFile before = known.putIfAbsent(input.name(), input);
            isFresh |= before == null;
            if (before != null && !before.sha256().equals(input.sha256())) {
                throw new InvalidDataException("Input '" + input.name() + "' was taken in with SHA-256 "
                        + before.sha256() + " and has " + input.sha256() + " now. Give new rows under a new name");
            }
        }
        return isFresh;
    }

    private record Written(Map<LocalDate, PartitionFile> partitions, long watermark) {}

    private Written write(SparkTable features, Path aside) {
        Dataset<Row> rows = features.physical();
        Column time = PhysicalRows.named(group.time());
        Column day = group.schema().typeOf(group.time()) == ColumnType.DATE
                ? time
                : expr("`" + group.time().replace("`", "``") + "` - pmod(`"
                                + group.time().replace("`", "``") + "`, " + MICROS_A_DAY + "L)")
                        .divide(lit(MICROS_A_DAY))
                        .cast("bigint");
        List<Column> order = new ArrayList<>(List.of(col(DAY), time));
        order.addAll(List.of(PhysicalRows.named(group.schema().names())));
        Jobs.run(() -> {
            rows.withColumn(DAY, date_from_unix_date(day.cast("int")).cast("string"))
                    .repartition(col(DAY))
                    .sortWithinPartitions(order.toArray(Column[]::new))
                    .write()
                    .partitionBy(DAY)
                    .parquet(aside.toString());
            return aside;
        });
        return moved(aside);
    }

    /** Names the written files by day and content, and counts their rows. */
    private Written moved(Path aside) {
        Map<LocalDate, Long> counts = new HashMap<>();
        long watermark = Long.MIN_VALUE;
        List<Path> written = partFiles(aside);
        if (!written.isEmpty()) {
            List<Row> days = Jobs.run(() -> session.read()
                    .parquet(aside.toString())
                    .groupBy(col(DAY).cast("string"))
                    .agg(count(lit(1)), max(PhysicalRows.named(group.time())))
                    .collectAsList());
            for (Row each : days) {
                if (each.isNullAt(2)) {
                    throw new InvalidDataException(each.getLong(1) + " rows of group " + group.id() + " have no '"
                            + group.time() + "'. Set such rows aside with notNull(\"" + group.time() + "\")");
                }
                counts.put(LocalDate.parse(each.getString(0)), each.getLong(1));
                watermark = Math.max(watermark, each.getLong(2));
            }
        }
        Map<LocalDate, PartitionFile> partitions = new TreeMap<>();
        for (Path file : written) {
            PartitionFile partition = move(file, counts);
            if (partitions.put(partition.start(), partition) != null) {
                throw new IllegalStateException("Spark wrote more than one file for " + partition.start()
                        + "; maybe spark.sql.files.maxRecordsPerFile is set. Unset it for this session");
            }
        }
        return new Written(partitions, watermark);
    }

    private PartitionFile move(Path file, Map<LocalDate, Long> counts) {
        String folder = file.getParent().getName();
        LocalDate day = LocalDate.parse(folder.substring(folder.indexOf('=') + 1));
        try {
            FileHash hash = FileHash.of(files.system(), file);
            String path = log.partitionFolder() + "/" + day + "." + hash.sha256() + ENDING;
            files.move(file, path, Options.Rename.OVERWRITE);
            return new PartitionFile(
                    Layer.FEATURES, day, path, counts.getOrDefault(day, 0L), hash.bytes(), hash.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot move " + file + " to its place in the store (" + e + ")", e);
        }
    }

    private List<Path> partFiles(Path aside) {
        List<Path> found = new ArrayList<>();
        try {
            for (RemoteIterator<FileStatus> folders = files.system().listStatus(aside); folders.hasNext(); ) {
                FileStatus folder = folders.next();
                if (folder.isDirectory()) {
                    for (RemoteIterator<FileStatus> parts = files.system().listStatus(folder.getPath());
                            parts.hasNext(); ) {
                        Path part = parts.next().getPath();
                        if (part.getName().startsWith("part-")) {
                            found.add(part);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + aside + " (" + e + ")", e);
        }
        return found;
    }

    /**
     * Deletes what only runs replaced long ago had.
     *
     * @param grace how long a run can still be read after it was replaced; longer than any read or run takes
     * @return how many files were deleted
     * @throws IllegalArgumentException if the grace period is negative
     */
    public int collect(Duration grace) {
        return log.collect(grace);
    }
}
