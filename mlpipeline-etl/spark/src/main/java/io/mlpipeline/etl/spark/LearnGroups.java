package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.features.cleaning.GroupNumbers;
import io.mlpipeline.etl.features.cleaning.StageFit;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Learns a group's numbers from its values, in partitions where the values of a group stand together. */
final class LearnGroups implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;
    private static final StructType LEARNED = new StructType()
            .add("key", DataTypes.createArrayType(DataTypes.StringType))
            .add("numbers", DataTypes.createArrayType(DataTypes.DoubleType));

    private final StageFit fit;

    private LearnGroups(StageFit fit) {
        this.fit = fit;
    }

    /** What one round over all rows has learned. A group must fit the memory of one task. */
    static GroupNumbers numbers(Dataset<Row> rows, StageFit fit) {
        Column[] keys = PhysicalRows.named(fit.groupColumns());
        List<Column> order = new ArrayList<>(List.of(functions.xxhash64(keys)));
        order.addAll(Arrays.asList(keys));
        Dataset<Row> groups = rows.mapPartitions(
                        new GatherGroups(fit), Encoders.row(GatherGroups.struct(fit.groupSchema())))
                .repartition(keys)
                .sortWithinPartitions(order.toArray(Column[]::new))
                .mapPartitions(new LearnGroups(fit), Encoders.row(LEARNED));
        GroupNumbers.Builder learned = fit.groups();
        for (Row group : Jobs.run(groups::collectAsList)) {
            double[] numbers = group.<Double>getList(1).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            learned.add(group.<String>getList(0), numbers);
        }
        return learned.build();
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Groups(rows, fit);
    }

    /** One row of numbers for each group that has any. */
    private static final class Groups implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final StageFit fit;
        private final RowView view;
        private final int value;
        private double[] values = new double[1024];
        private @Nullable Row first;
        private @Nullable Row ready;

        Groups(Iterator<Row> rows, StageFit fit) {
            this.rows = rows;
            this.fit = fit;
            this.view = new RowView(fit.groupSchema());
            this.value = fit.groupSchema().size() - 1;
            this.first = rows.hasNext() ? rows.next() : null;
        }

        @Override
        public boolean hasNext() {
            while (ready == null && first != null) {
                ready = learn(first);
            }
            return ready != null;
        }

        @Override
        public Row next() {
            Row next = hasNext() ? ready : null;
            if (next == null) {
                throw new NoSuchElementException();
            }
            ready = null;
            return next;
        }

        private @Nullable Row learn(Row group) {
            int count = 0;
            Row row = group;
            while (row != null && isSameGroup(group, row)) {
                DoubleBuffer more = GatherGroups.values(row, value);
                int all = Math.addExact(count, more.remaining());
                values = all <= values.length ? values : Arrays.copyOf(values, Math.max(all, 2 * count));
                more.get(values, count, all - count);
                count = all;
                row = rows.hasNext() ? rows.next() : null;
            }
            first = row;
            double[] numbers = fit.numbersOf(values, 0, count);
            return numbers.length == 0
                    ? null
                    : RowFactory.create(
                            fit.groups().keyOf(view.on(group)).toArray(),
                            Arrays.stream(numbers).boxed().toArray());
        }

        private boolean isSameGroup(Row a, Row b) {
            for (int key = 0; key < value; key++) {
                if (!Objects.equals(a.get(key), b.get(key))) {
                    return false;
                }
            }
            return true;
        }
    }
}
