package io.mlpipeline.serving.adapters.core;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that no two services share: a universally unique prefix for the service, then a count. */
final class PredictionIds {
    private final String prefix = UUID.randomUUID().toString().replace("-", "") + "-";
    private final AtomicLong count = new AtomicLong();

    String next() {
        return prefix + count.incrementAndGet();
    }
}
