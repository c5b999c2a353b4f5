package io.mlpipeline.drift.alert;

import java.util.function.Consumer;

/** Hands notices to the host's own code. */
public final class CallbackChannel implements AlertChannel {
    private final Consumer<AlertNotice> callback;

    /**
     * A channel.
     *
     * @param callback takes the notices on the dispatcher's threads; what it throws is tried again
     */
    public CallbackChannel(Consumer<AlertNotice> callback) {
        this.callback = callback;
    }

    @Override
    public Delivery deliver(AlertNotice notice) {
        callback.accept(notice);
        return Delivery.delivered();
    }
}
