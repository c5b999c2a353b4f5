package io.mlpipeline.etl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.testkit.store.AsOfContract;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class AsOfTest extends AsOfContract {
    private final SparkSession session = LocalSpark.session();

    @Override
    protected Frame join(AsOfJoin join, Frame events, Frame features) {
        return table(events).asOf(join, table(features)).collect("id");
    }

    @Test
    void oneColumnOfTheFeatureRowsMayBeTwoPartsOfTheKey() {
        Schema trips = Schema.of(List.of(text("from"), text("to"), new Column("at", ColumnType.DATE)));
        Schema cities = Schema.of(List.of(text("city"), new Column("since", ColumnType.DATE), number("people")));
        Frame events = frame(trips, row -> row.set("from", "a").set("to", "a").setInteger(2, 5))
                .add(RowBuffer.of(trips).set("from", "a").set("to", "b").setInteger(2, 5))
                .build();
        Frame features = frame(
                        cities, row -> row.set("city", "a").setInteger(1, 3).setNumber(2, 7))
                .build();
        AsOfJoin join = AsOfJoin.at("at")
                .key("from", "city")
                .key("to", "city")
                .time("since")
                .build();

        Frame joined = table(events).asOf(join, table(features)).collect("to");

        assertThat(joined.numbers("people")).containsExactly(7, Double.NaN);
    }

    @Test
    void aTimeThatCannotBeOrderedIsRefused() {
        Schema schema = Schema.of(List.of(text("id"), new Column("at", ColumnType.TIMESTAMP), number("value")));
        Frame near = frame(schema, row -> row.set("id", "a").setInteger(1, 0)).build();
        Frame far =
                frame(schema, row -> row.set("id", "a").setInteger(1, 1L << 62)).build();
        AsOfJoin join = AsOfJoin.at("at")
                .key("id")
                .time("at")
                .columns("value")
                .prefix("its_")
                .build();

        assertThatThrownBy(() -> join(join, far, near))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Time 4611686018427387904")
                .hasMessageContaining("146,000 years");
        assertThatThrownBy(() -> join(join, near, far)).isInstanceOf(InvalidDataException.class);
    }

    private static Column text(String name) {
        return new Column(name, ColumnType.TEXT);
    }

    private static Column number(String name) {
        return new Column(name, ColumnType.NUMBER);
    }

    private static Frame.Builder frame(Schema schema, Consumer<RowBuffer> values) {
        RowBuffer row = RowBuffer.of(schema);
        values.accept(row);
        return Frame.builder(schema).add(row);
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
