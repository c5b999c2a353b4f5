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

    /**
     * Puts back together the rows of parts that each kept their order.
     *
     * @param partOf the part of each row of the whole
     */
    static Frame interleave(Schema schema, List<Frame> parts, int[] partOf) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        List<Frame.Cursor> cursors = parts.stream().map(Frame::cursor).toList();
        Frame.Builder all = Frame.builder(schema);
        for (int part : partOf) {
            Frame.Cursor row = cursors.get(part);
            row.next();
            all.add(row);
        }
        return all.build();
    }
}
