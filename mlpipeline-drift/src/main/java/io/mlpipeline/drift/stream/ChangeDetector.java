package io.mlpipeline.drift.stream;

/** Watches a stream of numbers for changes. Not thread-safe. */
public interface ChangeDetector {
    /**
     * Takes the next value.
     *
     * @param value a finite number; see the detector for its range
     * @return what the stream looks like after this value
     * @throws IllegalArgumentException if the value is not finite or out of the detector's range; the detector is then as before
     */
    Signal add(double value);

    /** Forgets everything. */
    void reset();
}
