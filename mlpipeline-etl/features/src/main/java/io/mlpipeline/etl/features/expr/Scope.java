package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.Schema;
import java.util.List;

/**
 * What an expression is bound to: the columns of a row and the windows over the past of its series.
 *
 * @param schema the columns of the row
 * @param windows the windows whose values the kernel computes before the expressions, by slot
 */
public record Scope(Schema schema, List<WindowExpression> windows) {
    /** Copies the windows. */
    public Scope {
        windows = List.copyOf(windows);
    }

    /**
     * The slot of a window.
     *
     * @param window a window of this scope
     * @return its position in the array that an {@link Evaluator} receives
     * @throws IllegalArgumentException if the window is not of this scope
     */
    public int slotOf(WindowExpression window) {
        int slot = windows.indexOf(window);
        if (slot < 0) {
            throw new IllegalArgumentException("Window " + window + " has no slot; the windows are " + windows);
        }
        return slot;
    }
}
