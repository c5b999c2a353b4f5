package io.mlpipeline.benchmarks.scoring;

/**
 * How large a model is.
 *
 * @param trees how many trees
 * @param depth how deep they are at most
 */
record Shape(int trees, int depth) {
    @Override
    public String toString() {
        return trees + "x" + depth;
    }
}
