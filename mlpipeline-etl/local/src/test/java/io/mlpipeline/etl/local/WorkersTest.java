package io.mlpipeline.etl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void givesTheResultsInOrder() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Integer> expected =
                    IntStream.range(0, 1_000).map(i -> i * i).boxed().toList();
            assertThat(new Workers(threads, 4).run(1_000, i -> i * i)).isEqualTo(expected);
            assertThat(new Workers(threads, 4).run(0, i -> i)).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void worksInsideATaskOfAnExecutorWithOneThread() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            assertThat(one.submit(() -> new Workers(one, 4).run(3, i -> i)).get())
                    .containsExactly(0, 1, 2);
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void doesItAllInTheCallingThreadWhenTheExecutorNeverRunsOrRefuses() {
        assertThat(new Workers(task -> {}, 4).run(3, i -> i)).containsExactly(0, 1, 2);
        Workers refused = new Workers(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                4);
        assertThat(refused.run(3, i -> Thread.currentThread())).containsOnly(Thread.currentThread());
    }

    @Test
    void throwsTheFirstFailureAndBeginsNoMore() {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        AtomicInteger begun = new AtomicInteger();
        try {
            assertThatThrownBy(() -> new Workers(threads, 4).run(100_000, i -> {
                        begun.incrementAndGet();
                        if (i >= 5) {
                            throw new IllegalStateException("piece " + i);
                        }
                        return i;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("piece 5");
            assertThat(begun.get()).isLessThan(100_000);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void usesNoMoreThreadsThanItMay() {
        AtomicInteger asked = new AtomicInteger();
        new Workers(task -> asked.incrementAndGet(), 3).run(10, i -> i);
        assertThat(asked.get()).isEqualTo(2);
        new Workers(task -> asked.incrementAndGet(), 1).run(10, i -> i);
        assertThat(asked.get()).isEqualTo(2);
    }
}
