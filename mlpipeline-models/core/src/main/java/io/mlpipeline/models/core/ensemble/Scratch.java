package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;

/** Room for the outputs of a member, one a thread, which grows to the largest batch that the thread has predicted. */
final class Scratch {
    // One a model and not one for all: a member may be an ensemble too, and the scratch goes when the model goes.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<double[]> values = ThreadLocal.withInitial(() -> new double[0]);

    double[] of(int size) {
        double[] held = values.get();
        if (held.length < size) {
            held = new double[size];
            values.set(held);
        }
        return held;
    }

    double[] of(Model member, int count) {
        return of(Math.multiplyExact(member.outputs(), count));
    }
}
