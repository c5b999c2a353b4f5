package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.testkit.store.AsOfContract;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

class AsOfTest extends AsOfContract {
    private final SparkSession session = LocalSpark.session();

    @Override
    protected Frame join(AsOfJoin join, Frame events, Frame features) {
        return table(events).asOf(join, table(features)).collect("id");
    }

    private SparkTable table(Frame frame) {
        Schema schema = frame.schema();
        List<Row> rows = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            rows.add(PhysicalRows.toSpark(row));
        }
        return new SparkTable(
                session.createDataset(rows, org.apache.spark.sql.Encoders.row(PhysicalRows.struct(schema))), schema);
    }
}
