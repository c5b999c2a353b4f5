package io.mlpipeline.drift;

import java.util.Collection;
import java.util.stream.Stream;

/** What was decided about a column or a data set. */
public enum Verdict {
    /** No change that is both significant and large enough to matter. */
    STABLE,
    /** There was too little data to decide. */
    NOT_JUDGED,
    /** The profiles are too coarse to decide: their own error could turn the verdict. */
    UNCERTAIN,
    /** A change that is both significant and large enough to matter, or one of structure. */
    DRIFTED;

    /** The verdict on a whole: drifted if any part is; else uncertain if any is; else stable if any is; else not judged. */
    static Verdict overall(Collection<Verdict> parts) {
        return Stream.of(DRIFTED, UNCERTAIN, STABLE)
                .filter(parts::contains)
                .findFirst()
                .orElse(NOT_JUDGED);
    }
}
