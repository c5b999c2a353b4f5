package io.mlpipeline.samples.retail;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Tells what is being done and how long it took. */
final class Progress {
    private final PrintStream out;
    private final List<Step> done = new ArrayList<>();

    Progress(PrintStream out) {
        this.out = out;
    }

    /**
     * A finished step.
     *
     * @param name what was done
     * @param seconds how long it took
     */
    record Step(String name, double seconds) {}

    <T> T step(String name, Callable<T> work) throws Exception {
        out.printf(Locale.ROOT, "%-52s", name + " ...");
        out.flush();
        long start = System.nanoTime();
        T result = work.call();
        Step step = new Step(name, (System.nanoTime() - start) / 1e9);
        done.add(step);
        out.printf(Locale.ROOT, "%7.1f s%n", step.seconds());
        return result;
    }

    void say(String line) {
        out.println("  " + line);
    }

    List<Step> done() {
        return List.copyOf(done);
    }
}
