package io.mlpipeline.etl.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.testkit.store.AsOfContract;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class AsOfTest extends AsOfContract {
    private static final int EVENTS = 100_000;

    @Override
    protected Frame join(AsOfJoin join, Frame events, Frame features) {
        LocalEtl etl = LocalEtl.onCallingThread();
        return etl.table(events).asOf(join, etl.table(features)).frame();
    }

    @Test
    void eventsKeepTheirOrderForAnyNumberOfThreads() {
        Frame events = rows(EVENTS, 1);
        Frame features = rows(2 * EVENTS, 2);
        AsOfJoin join = AsOfJoin.at("at").key("key").time("at").prefix("f_").build();
        Frame alone = join(join, events, features);
        assertThat(alone.numbers("id")).isEqualTo(events.numbers("id"));

        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            LocalEtl etl = LocalEtl.on(threads, 4);
            Frame together = etl.table(events).asOf(join, etl.table(features)).frame();
            assertThat(together.numbers("f_id")).isEqualTo(alone.numbers("f_id"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Frame rows(int count, long seed) {
        Schema schema =
                Schema.builder().integer("id").integer("key").timestamp("at").build();
        SplittableRandom random = new SplittableRandom(seed);
        Frame.Builder frame = Frame.builder(schema);
        RowBuffer row = RowBuffer.of(schema);
        for (int i = 0; i < count; i++) {
            frame.add(row.setInteger(0, i)
                    .setInteger(1, random.nextInt(2_000))
                    .setInteger(2, random.nextLong(1_000_000)));
        }
        return frame.build();
    }
}
