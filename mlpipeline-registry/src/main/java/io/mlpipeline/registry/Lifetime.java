package io.mlpipeline.registry;

import java.util.function.BooleanSupplier;

/** Whether a registry may still be used: until it is closed, or the registry that it is a part of. */
final class Lifetime {
    private final BooleanSupplier wholeIsOver;
    private final Runnable closer;
    private volatile boolean over;

    private Lifetime(BooleanSupplier wholeIsOver, Runnable closer) {
        this.wholeIsOver = wholeIsOver;
        this.closer = closer;
    }

    static Lifetime root(Runnable closer) {
        return new Lifetime(() -> false, closer);
    }

    Lifetime part() {
        return new Lifetime(this::isOver, () -> {});
    }

    boolean isOver() {
        return over || wholeIsOver.getAsBoolean();
    }

    void end() {
        over = true;
        closer.run();
    }
}
