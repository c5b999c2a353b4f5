package io.mlpipeline.models.core.sequence;

/** What one evaluation of an {@link LstmNetwork} works with. Not thread-safe. */
final class LstmWorkspace {
    final float[] past;
    final float[] future;
    final int[] codes;
    final float[] gates;
    final float[] enter;
    final float[] keep;
    final float[] leave;
    final float[] news;
    final float[][] state;
    final float[][] cell;
    final float[] context;
    final float[] base;
    final float[] units;
    final float[] outputs;
    final double[] values;

    LstmWorkspace(LstmArchitecture architecture) {
        SequenceShape shape = architecture.shape();
        this.past =
                new float[shape.window() * architecture.tensor("lstm0.input").columns()];
        this.future = new float[shape.horizon() * architecture.tensor("future").columns()];
        this.codes = new int[shape.statics().size()];
        this.gates = new float[4 * architecture.hidden()];
        this.enter = new float[architecture.hidden()];
        this.keep = new float[architecture.hidden()];
        this.leave = new float[architecture.hidden()];
        this.news = new float[architecture.hidden()];
        this.state = new float[architecture.layers()][architecture.hidden()];
        this.cell = new float[architecture.layers()][architecture.hidden()];
        this.context = new float[architecture.contextWidth()];
        this.base = new float[architecture.units()];
        this.units = new float[architecture.units()];
        this.outputs = new float[shape.horizon() * shape.output().width()];
        this.values = new double[shape.horizon() * shape.output().width()];
    }
}
