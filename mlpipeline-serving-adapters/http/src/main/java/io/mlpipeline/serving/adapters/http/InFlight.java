package io.mlpipeline.serving.adapters.http;

import java.time.Duration;

/** Counts the requests that are being answered, so that a server can wait for them when it closes. */
final class InFlight {
    private int count;
    private boolean closing;

    /** Begins a request; returns whether it should be answered. {@link #leave()} ends it in either case. */
    synchronized boolean enter() {
        count++;
        return !closing;
    }

    synchronized void leave() {
        count--;
        notifyAll();
    }

    /** Lets no request in from now on and waits for those within; returns whether all have left in time. */
    synchronized boolean close(Duration grace) throws InterruptedException {
        closing = true;
        long end = System.nanoTime() + grace.toNanos();
        while (count > 0) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
