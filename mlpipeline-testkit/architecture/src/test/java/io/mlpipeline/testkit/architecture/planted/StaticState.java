package io.mlpipeline.testkit.architecture.planted;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** One static field for each rule to find, between constants that are fine. */
public final class StaticState {

    static final double LIMIT = 0.05;
    static final List<String> NAMES = List.of("a", "b");
    private static final double[] TABLE = {1, 2};

    static int counter;
    static final ConcurrentHashMap<String, String> CACHE = new ConcurrentHashMap<>();
    static final double[] WEIGHTS = TABLE.clone();

    private StaticState() {}

    /** A switch and an assertion bring static fields of the compiler's own. */
    static int of(Thread.State state) {
        assert state != null;
        return switch (state) {
            case NEW -> 1;
            default -> counter;
        };
    }
}
