package io.mlpipeline.models.core.xgboost;

import java.util.function.Consumer;

/**
 * A tree of objects, arrays, texts and numbers that is read once, from front to back. Each method reads the next value as a whole;
 * what cannot be read so is a {@link io.mlpipeline.api.error.CorruptArtifactException}. Not thread-safe.
 */
interface Document {
    /** Reads an object: names each field to someone who reads or skips its value. */
    void object(Consumer<String> field);

    /** Reads an array: calls someone who reads or skips one element, for each. */
    void array(Runnable element);

    /** Reads a text, or a number as text. */
    String text();

    /** Reads an array of numbers, each as the nearest float. */
    float[] floats();

    /** Reads an array of whole numbers, or of truth values as 1 and 0. */
    int[] ints();

    /** Reads any value and forgets it. */
    void skip();

    /** Refuses anything that follows the value that was read. */
    void end();
}
