package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import java.util.List;

/** Puts frames together. */
final class Frames {
    private Frames() {}

    /** The rows of all frames, one frame after the other. */
    static Frame concat(Schema schema, List<Frame> frames) {
        return Frame.concat(schema, frames);
    }
}
