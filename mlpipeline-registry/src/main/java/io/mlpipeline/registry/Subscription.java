package io.mlpipeline.registry;

/** A listener that is told of changes until this is closed. */
public interface Subscription extends AutoCloseable {
    /** Ends it: no call of the listener begins after this returns. One that has begun is not waited for. Closing twice does nothing. */
    @Override
    void close();
}
