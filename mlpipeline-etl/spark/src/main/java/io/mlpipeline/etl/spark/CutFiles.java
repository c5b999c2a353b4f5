package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.FileSource;
import io.mlpipeline.etl.features.source.SourceReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Cuts large files into parts, one task a file: where one ends is known only to who has read up to there. */
final class CutFiles implements MapPartitionsFunction<Integer, Row> {
    private static final long serialVersionUID = 1L;
    private static final StructType LAYOUT = new StructType()
            .add("file", DataTypes.IntegerType)
            .add("start", DataTypes.LongType)
            .add("end", DataTypes.LongType)
            .add("line", DataTypes.LongType);

    private final FileSource source;
    private final InputFiles files;
    private final long size;

    private CutFiles(FileSource source, InputFiles files, long size) {
        this.source = source;
        this.files = files;
        this.size = size;
    }

    /** All parts in the order of files and lines. */
    static List<InputPart> parts(SparkSession session, FileSource source, InputFiles files) {
        long size = session.sessionState().conf().filesMaxPartitionBytes();
        List<Integer> large = IntStream.range(0, files.count())
                .filter(file -> files.length(file) > size)
                .boxed()
                .toList();
        List<InputPart> parts = new ArrayList<>();
        IntStream.range(0, files.count())
                .filter(file -> files.length(file) <= size)
                .forEach(file -> parts.add(new InputPart(file, FilePart.WHOLE)));
        if (!large.isEmpty()) {
            session.createDataset(large, Encoders.INT())
                    .mapPartitions(new CutFiles(source, files, size), Encoders.row(LAYOUT))
                    .collectAsList()
                    .forEach(row -> parts.add(new InputPart(
                            row.getInt(0), new FilePart(row.getLong(1), row.getLong(2), row.getLong(3)))));
        }
        parts.sort(Comparator.comparingInt(InputPart::file)
                .thenComparingLong(each -> each.part().start()));
        return parts;
    }

    @Override
    public Iterator<Row> call(Iterator<Integer> numbers) {
        List<Row> rows = new ArrayList<>();
        numbers.forEachRemaining(file -> partsOf(file)
                .forEach(part -> rows.add(RowFactory.create(file, part.start(), part.end(), part.line()))));
        return rows.iterator();
    }

    private List<FilePart> partsOf(int file) {
        try {
            return SourceReader.of(source).parts(files.file(file), source, size);
        } catch (IOException e) {
            return List.of(FilePart.WHOLE); // reading it says why
        }
    }
}
