package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.cleaning.StageFit;
import io.mlpipeline.etl.features.series.KeyCodes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the values of each group in one partition, so that a row a group travels instead of a row a value. What it holds is bounded:
 * a group of many values, or a partition of many groups, makes several such rows.
 */
final class GatherGroups implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final int MOST_VALUES = 1 << 20;
    private static final String VALUES = "#values";

    private final StageFit fit;

    GatherGroups(StageFit fit) {
        this.fit = fit;
    }

    /** The columns that make the groups, and the values of one as bytes. */
    static StructType struct(Schema groups) {
        return PhysicalRows.struct(keys(groups)).add(VALUES, DataTypes.BinaryType);
    }

    private static Schema keys(Schema groups) {
        return groups.select(groups.names().subList(0, groups.size() - 1));
    }

    /** The values of a gathered row. */
    static DoubleBuffer values(Row row, int position) {
        return ByteBuffer.wrap(row.<byte[]>getAs(position))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer();
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Gathered(rows);
    }

    /** The values of one group so far. */
    private static final class Group {
        private final @Nullable Object[] cells;
        private double[] values = new double[8];
        private int count;

        Group(@Nullable Object[] cells) {
            this.cells = cells;
        }

        void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        Row row() {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asDoubleBuffer().put(values, 0, count);
            cells[cells.length - 1] = bytes.array();
            return RowFactory.create(cells);
        }
    }

    private final class Gathered implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final Schema schema = fit.groupSchema();
        private final TrackedRows layout = new TrackedRows(fit.stage().schema());
        private final RowView view = new RowView(fit.stage().schema());
        private final int[] keys = IntStream.range(0, schema.size() - 1).toArray();
        private final Consumer<io.mlpipeline.api.data.Row> reader = fit.groupReader(this::gather);
        private KeyCodes codes = noCodes();
        private final List<Group> groups = new ArrayList<>();
        private int gathered;
        private Iterator<Group> ready = Collections.emptyIterator();

        Gathered(Iterator<Row> rows) {
            this.rows = rows;
        }

        private KeyCodes noCodes() {
            return KeyCodes.of(keys(schema).columns().stream().map(Column::type).toList());
        }

        private void gather(io.mlpipeline.api.data.Row found) {
            int code = codes.codeOf(found, keys);
            if (code == groups.size()) {
                @Nullable Object[] cells = new Object[schema.size()];
                PhysicalRows.copy(found, cells);
                groups.add(new Group(cells));
            }
            groups.get(code).add(found.number(keys.length));
            gathered++;
        }

        @Override
        public boolean hasNext() {
            while (!ready.hasNext() && rows.hasNext()) {
                gatherMore();
            }
            return ready.hasNext();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.next().row();
        }

        private void gatherMore() {
            groups.clear();
            codes = noCodes();
            gathered = 0;
            while (rows.hasNext() && gathered < MOST_VALUES) {
                Row row = rows.next();
                if (!layout.isRemoved(row)) {
                    reader.accept(view.on(row));
                }
            }
            ready = List.copyOf(groups).iterator();
        }
    }
}
