package io.mlpipeline.models.core.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import java.util.List;

/** A model that another module might bring. */
public record ConstantModel(double value) implements Model {
    @Override
    public ModelTask task() {
        return ModelTask.REGRESSION;
    }

    @Override
    public List<String> features() {
        return List.of("any");
    }

    @Override
    public void predict(double[] features, double[] out) {
        out[0] = value;
    }

    /** Its codec, registered in this module's test resources. */
    public static class Codec implements ModelCodec {
        @Override
        public String type() {
            return "constant";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Class<? extends Model> modelClass() {
            return ConstantModel.class;
        }

        @Override
        public byte[] encode(Model model) {
            return Double.toString(((ConstantModel) model).value).getBytes(US_ASCII);
        }

        @Override
        public Model decode(byte[] content, int version) {
            return new ConstantModel(Double.parseDouble(new String(content, US_ASCII)));
        }
    }

    /** Claims a type that is taken; registered nowhere. */
    public static final class Impostor extends Codec {
        @Override
        public String type() {
            return "linear";
        }
    }
}
