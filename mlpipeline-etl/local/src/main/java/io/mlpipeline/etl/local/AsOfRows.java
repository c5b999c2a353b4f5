package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.etl.features.join.AsOfKernel;
import io.mlpipeline.etl.features.series.KeyGroups;
import io.mlpipeline.etl.features.series.KeyOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A point-in-time join of two frames: rows of one key beside each other, in the order of time, each key streamed once. */
final class AsOfRows {
    private static final int ROWS_A_PART = 1 << 15;

    private final AsOfJoin join;
    private final Frame events;
    private final Frame features;
    private final KeyOrder eventOrder;
    private final KeyOrder featureOrder;
    private final long[] eventTimes;
    private final long[] available;
    private final int keys;

    private AsOfRows(AsOfJoin join, Frame events, Frame features) {
        this.join = join;
        this.events = events;
        this.features = features;
        int[] groups = groups(join, events, features);
        this.keys = Arrays.stream(groups).max().orElse(KeyGroups.NONE) + 1;
        this.eventTimes = times(events, events.schema().indexOf(join.eventTime()));
        this.available = available();
        int[] ofEvents = Arrays.copyOf(groups, events.size());
        int[] ofFeatures = Arrays.copyOfRange(groups, events.size(), groups.length);
        Arrays.setAll(
                ofFeatures, row -> available[row] == ColumnType.MISSING_INTEGER ? KeyGroups.NONE : ofFeatures[row]);
        this.eventOrder = KeyOrder.of(ofEvents, keys);
        this.featureOrder = KeyOrder.of(ofFeatures, keys);
    }

    /** The events in their order with what was known of them. */
    static Frame join(AsOfJoin join, Frame events, Frame features, Workers workers) {
        Schema joined = join.schemaOver(events.schema(), features.schema());
        return new AsOfRows(join, events, features).run(joined, workers);
    }

    private Frame run(Schema joined, Workers workers) {
        int[] bounds = bounds();
        List<Frame> parts = workers.run(bounds.length - 1, part -> part(joined, bounds[part], bounds[part + 1]));
        int[] positions = new int[events.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[eventOrder.row(i)] = i;
        }
        return Frames.concat(joined, parts).take(positions);
    }

    /** The first key of each part and the end of all; events without a key follow the last. */
    private int[] bounds() {
        IntStream.Builder bounds = IntStream.builder().add(0);
        long rows = 0;
        for (int key = 0; key < keys; key++) {
            long ofKey = (long) eventOrder.size(key) + featureOrder.size(key);
            if (rows > 0 && rows + ofKey > ROWS_A_PART) {
                bounds.add(key);
                rows = 0;
            }
            rows += ofKey;
        }
        return bounds.add(keys + 1).build().toArray();
    }

    private Frame part(Schema joined, int firstKey, int endKey) {
        AsOfKernel kernel = join.kernel(events.schema(), features.schema());
        Frame.Cursor event = events.cursor();
        Frame.Cursor feature = features.cursor();
        Frame.Builder frame = Frame.builder(joined);
        for (int key = firstKey; key < endKey; key++) {
            kernel.nextKey();
            eventOrder.sort(key, eventTimes);
            boolean isKey = key < keys;
            if (isKey && eventOrder.size(key) > 0) {
                featureOrder.sort(key, available);
            }
            int next = featureOrder.begin(key);
            for (int i = eventOrder.begin(key); i < eventOrder.begin(key + 1); i++) {
                int row = eventOrder.row(i);
                while (isKey
                        && next < featureOrder.begin(key + 1)
                        && available[featureOrder.row(next)] <= eventTimes[row]) {
                    kernel.offer(feature.moveTo(featureOrder.row(next++)));
                }
                frame.add(kernel.join(event.moveTo(row)));
            }
        }
        return frame.build();
    }

    private long[] available() {
        AsOfKernel kernel = join.kernel(events.schema(), features.schema());
        Frame.Cursor row = features.cursor();
        long[] times = new long[features.size()];
        Arrays.setAll(times, i -> kernel.availableAt(row.moveTo(i)));
        return times;
    }

    private static long[] times(Frame frame, int column) {
        Frame.Cursor row = frame.cursor();
        long[] times = new long[frame.size()];
        Arrays.setAll(times, i -> row.moveTo(i).integer(column));
        return times;
    }

    /** The key of each event and then of each feature row; rows with a part missing have none. */
    private static int[] groups(AsOfJoin join, Frame events, Frame features) {
        Schema.Builder schema = Schema.builder();
        join.eventKeys().forEach(key -> schema.add(key, events.schema().typeOf(key)));
        Schema keys = schema.build();
        Frame.Builder both = Frame.builder(keys);
        addKeys(both, keys, events, join.eventKeys());
        addKeys(both, keys, features, join.featureKeys());
        Frame all = both.build();
        Frame.Cursor row = all.cursor();
        return KeyGroups.of(all, join.eventKeys(), position -> isWhole(row.moveTo(position), keys.size()));
    }

    private static void addKeys(Frame.Builder both, Schema keys, Frame frame, List<String> names) {
        int[] positions = names.stream().mapToInt(frame.schema()::indexOf).toArray();
        RowBuffer key = RowBuffer.of(keys);
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            for (int i = 0; i < positions.length; i++) {
                key.copyValue(row, positions[i], i);
            }
            both.add(key);
        }
    }

    private static boolean isWhole(Row key, int parts) {
        for (int i = 0; i < parts; i++) {
            if (key.isMissing(i)) {
                return false;
            }
        }
        return true;
    }
}
