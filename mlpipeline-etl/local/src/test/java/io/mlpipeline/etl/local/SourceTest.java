package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.join.KeyJoin;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.Source;
import io.mlpipeline.testkit.source.ReadTable;
import io.mlpipeline.testkit.source.SourceContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class SourceTest extends SourceContract {
    private static final int PIECE = 10_000;

    @Override
    protected ReadTable read(Source source, Expectations expectations, boolean inParts) {
        LocalEtl etl = inParts ? LocalEtl.on(Runnable::run, 2).cuttingFilesBy(PIECE) : LocalEtl.onCallingThread();
        EtlResult result = etl.read(source, expectations);
        return new ReadTable(result.clean().collect(), texts(result.quarantine()), result.report());
    }

    private static List<String> texts(Frame quarantine) {
        List<String> texts = new ArrayList<>();
        for (Frame.Cursor row = quarantine.cursor(); row.next(); ) {
            texts.add(String.join(
                    "|",
                    String.valueOf(Path.of(row.text(0)).getFileName()),
                    String.valueOf(row.integer(1)),
                    String.valueOf(row.integer(2)),
                    row.text(3),
                    row.text(4),
                    row.text(5),
                    row.text(6)));
        }
        return texts;
    }

    @Override
    protected List<String> join(KeyJoin join, Frame rows, Frame other) {
        LocalEtl etl = LocalEtl.onCallingThread();
        JoinResult result = etl.table(rows).join(join, etl.table(other));
        Frame joined = result.table().collect("id");
        List<String> texts = new ArrayList<>(IntStream.range(0, joined.size())
                .mapToObj(row -> joined.row(row).toString())
                .toList());
        texts.add("matched " + result.matched() + ", unmatched " + result.unmatched());
        return texts;
    }
}
