package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.etl.features.join.AsOfKernel;
import io.mlpipeline.etl.features.series.KeyCodes;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.jspecify.annotations.Nullable;

/** Streams one partition of events and feature rows, in the order of time, through the point-in-time kernel. */
final class AsOfPart implements MapPartitionsFunction<PackedRow, PackedRow> {
    private static final long serialVersionUID = 1L;

    private final AsOfJoin join;
    private final AsOfStream stream;

    private AsOfPart(AsOfJoin join, AsOfStream stream) {
        this.join = join;
        this.stream = stream;
    }

    /** The events with the joined columns, of the schema that the join makes. */
    static Dataset<org.apache.spark.sql.Row> join(
            AsOfJoin join,
            Dataset<org.apache.spark.sql.Row> events,
            Schema eventSchema,
            Dataset<org.apache.spark.sql.Row> features,
            Schema featureSchema) {
        AsOfStream stream = new AsOfStream(join, eventSchema, featureSchema);
        Dataset<PackedRow> joined =
                stream.of(events, features).mapPartitions(new AsOfPart(join, stream), Packing.encoder());
        return new Packing(join.schemaOver(eventSchema, featureSchema)).unpack(joined);
    }

    @Override
    public Iterator<PackedRow> call(Iterator<PackedRow> rows) {
        return new Joined(rows);
    }

    private final class Joined implements Iterator<PackedRow> {
        private final Iterator<PackedRow> rows;
        private final AsOfKernel kernel = join.kernel(stream.events(), stream.features());
        private final Packing packing = new Packing(kernel.schema());
        private final PackedView event = stream.eventView();
        private final PackedView feature = stream.featureView();
        private final int[] eventKey = positions(stream.events(), join.eventKeys());
        private final int[] featureKey = positions(stream.features(), join.featureKeys());
        private final int time = stream.events().indexOf(join.eventTime());
        private final KeyCodes codes = KeyCodes.of(types(stream.events(), eventKey));
        private final List<AsOfKernel.Known> known = new ArrayList<>();
        private final AsOfKernel.Known nothing = kernel.known();
        private @Nullable PackedRow next;

        Joined(Iterator<PackedRow> rows) {
            this.rows = rows;
            advance();
        }

        /** Moves to the next event and tells the kernel of all that comes before it. */
        private void advance() {
            next = null;
            while (next == null && rows.hasNext()) {
                PackedRow row = rows.next();
                if (stream.isEvent(row)) {
                    next = row;
                } else {
                    stream.requireOrdered(row, kernel.availableAt(feature.on(row)));
                    kernel.offer(feature, knownOf(feature, featureKey));
                }
            }
        }

        private AsOfKernel.Known knownOf(Row row, int[] key) {
            int code = codes.codeOf(row, key);
            if (code == known.size()) {
                known.add(kernel.known());
            }
            return known.get(code);
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public PackedRow next() {
            PackedRow current = next;
            if (current == null) {
                throw new NoSuchElementException();
            }
            if (!event.on(current).isMissing(time)) {
                stream.requireOrdered(current, event.integer(time));
            }
            PackedRow joined = packing.pack(kernel.join(event, isWhole() ? knownOf(event, eventKey) : nothing));
            advance();
            return joined;
        }

        private boolean isWhole() {
            for (int part : eventKey) {
                if (event.isMissing(part)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int[] positions(Schema schema, List<String> names) {
        return names.stream().mapToInt(schema::indexOf).toArray();
    }

    private static List<ColumnType> types(Schema schema, int[] positions) {
        List<ColumnType> types = new ArrayList<>();
        for (int position : positions) {
            types.add(schema.column(position).type());
        }
        return types;
    }
}
