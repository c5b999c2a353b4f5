package io.mlpipeline.models.deep;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.training.GradientCollector;
import io.mlpipeline.models.core.sequence.LstmArchitecture;
import io.mlpipeline.models.core.sequence.LstmTensor;
import io.mlpipeline.models.core.sequence.SequenceOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * The network of an architecture in PyTorch: outputs, loss and its gradient. The weights stay in Java and are handed over for each call,
 * so that nothing of PyTorch lives longer than a call. Not thread-safe.
 */
final class TorchNetwork implements AutoCloseable {
    private final Engine engine;
    private final LstmArchitecture architecture;
    private final List<LstmTensor> tensors;
    private final NDManager manager;

    TorchNetwork(LstmArchitecture architecture, boolean gpu) {
        this.engine = Torch.engine();
        this.architecture = architecture;
        this.tensors = architecture.tensors();
        Device device = Torch.device(engine, gpu);
        this.manager = engine.newBaseManager(device);
    }

    /** What computes and where, such as {@code DJL 0.35.1, PyTorch 2.7.1 on cpu()}. */
    String library() {
        return "DJL " + Engine.getDjlVersion() + ", PyTorch " + engine.getVersion() + " on " + manager.getDevice();
    }

    /** Adds the gradient of the mean loss to {@code gradient} and gives that loss. */
    float gradient(float[] weights, Batch batch, float[] gradient) {
        // One tape a process is all that DJL has.
        synchronized (engine) {
            try (NDManager work = manager.newSubManager()) {
                NDList parameters = parameters(work, weights, true);
                NDArray loss;
                try (GradientCollector tape = engine.newGradientCollector()) {
                    loss = loss(outputs(work, parameters, batch), work, batch);
                    tape.backward(loss);
                }
                for (int i = 0; i < tensors.size(); i++) {
                    float[] part = parameters.get(i).getGradient().toFloatArray();
                    System.arraycopy(part, 0, gradient, tensors.get(i).offset(), part.length);
                }
                return loss.getFloat();
            }
        }
    }

    float loss(float[] weights, Batch batch) {
        try (NDManager work = manager.newSubManager()) {
            return loss(outputs(work, parameters(work, weights, false), batch), work, batch)
                    .getFloat();
        }
    }

    /** The outputs of all samples, step by step. */
    float[] outputs(float[] weights, Batch batch) {
        try (NDManager work = manager.newSubManager()) {
            return outputs(work, parameters(work, weights, false), batch).toFloatArray();
        }
    }

    /** Weights that stay with PyTorch until they are closed. */
    NDList resident(float[] weights) {
        return parameters(manager, weights, false);
    }

    float[] outputs(NDList resident, Batch batch) {
        try (NDManager work = manager.newSubManager()) {
            return outputs(work, resident, batch).toFloatArray();
        }
    }

    private NDList parameters(NDManager owner, float[] weights, boolean learned) {
        NDList parameters = new NDList();
        for (LstmTensor tensor : tensors) {
            float[] part = new float[tensor.size()];
            System.arraycopy(weights, tensor.offset(), part, 0, part.length);
            NDArray array = owner.create(part, shape(tensor));
            array.setRequiresGradient(learned);
            parameters.add(array);
        }
        return parameters;
    }

    private static Shape shape(LstmTensor tensor) {
        return tensor.name().endsWith("bias") ? new Shape(tensor.rows()) : new Shape(tensor.rows(), tensor.columns());
    }

    private NDArray outputs(NDManager work, NDList parameters, Batch batch) {
        NDArray context = context(work, parameters, batch);
        int at = 3 * architecture.layers() + architecture.shape().statics().size();
        int horizon = architecture.shape().horizon();
        long samples = batch.size();
        NDArray future = work.create(batch.future(), new Shape(samples * horizon, batch.futureWidth()));
        NDArray base = context.matMul(parameters.get(at).transpose()).add(parameters.get(at + 2));
        NDArray units = future.matMul(parameters.get(at + 1).transpose())
                .reshape(samples, horizon, architecture.units())
                .add(base.expandDims(1));
        NDArray active = units.getNDArrayInternal().relu().reshape(samples * horizon, architecture.units());
        return active.matMul(parameters.get(at + 3).transpose())
                .add(future.matMul(parameters.get(at + 4).transpose()))
                .add(parameters.get(at + 5))
                .reshape(samples, horizon, architecture.shape().output().width());
    }

    private NDArray context(NDManager work, NDList parameters, Batch batch) {
        NDList parts = new NDList(lastState(work, parameters, batch));
        for (int i = 0; i < architecture.shape().statics().size(); i++) {
            NDArray table = parameters.get(3 * architecture.layers() + i);
            parts.add(table.getNDArrayInternal()
                    .embedding(work.create(batch.codes(i)), table, SparseFormat.DENSE)
                    .singletonOrThrow());
        }
        return parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 1);
    }

    private NDArray lastState(NDManager work, NDList parameters, Batch batch) {
        int layers = architecture.layers();
        int hidden = architecture.hidden();
        NDArray past = work.create(
                batch.past(), new Shape(batch.size(), architecture.shape().window(), batch.pastWidth()));
        Shape stateShape = new Shape(layers, batch.size(), hidden);
        NDList state = new NDList(work.zeros(stateShape), work.zeros(stateShape));
        List<NDArray> layered = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            layered.addAll(parameters.subList(3 * layer, 3 * layer + 3));
            // PyTorch has two biases a gate, of which one is enough.
            layered.add(work.zeros(new Shape(4L * hidden)));
        }
        NDList out =
                past.getNDArrayInternal().lstm(past, state, new NDList(layered), true, layers, 0, false, false, true);
        return out.get(0).get(new NDIndex(":,-1,:"));
    }

    /** Pinball loss of quantiles, or negative log-likelihood, over the targets that are present. */
    private NDArray loss(NDArray outputs, NDManager work, Batch batch) {
        Shape shape = new Shape(batch.size(), architecture.shape().horizon());
        NDArray targets = work.create(batch.targets(), shape).expandDims(2);
        NDArray present = work.create(batch.present(), shape);
        SequenceOutput output = architecture.shape().output();
        NDArray each = output.isGaussian() ? likelihood(outputs, targets) : pinball(outputs, targets, work, output);
        return each.mul(present).sum().div(present.sum());
    }

    private static NDArray pinball(NDArray outputs, NDArray targets, NDManager work, SequenceOutput output) {
        float[] levels = new float[output.width()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = output.levels().get(i).floatValue();
        }
        NDArray level = work.create(levels);
        NDArray miss = targets.sub(outputs);
        return miss.mul(level).maximum(miss.mul(level.sub(1))).mean(new int[] {2});
    }

    private static NDArray likelihood(NDArray outputs, NDArray targets) {
        NDArray mean = outputs.get(new NDIndex(":,:,0"));
        // A floor, or a series that repeats itself would be worth an infinite likelihood.
        NDArray deviation = outputs.get(new NDIndex(":,:,1"))
                .getNDArrayInternal()
                .softPlus()
                .add(1e-3f);
        NDArray miss = targets.squeeze(2).sub(mean).div(deviation);
        return miss.square().mul(0.5f).add(deviation.log());
    }

    @Override
    public void close() {
        manager.close();
    }
}
