package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Expression;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The parallel arrays over which a batch loops. */
final class Registers {
    private Registers() {}

    /** For each member the register of the operand at a position. */
    static int[] at(int position, int[][] operands) {
        return Arrays.stream(operands).mapToInt(each -> each[position]).toArray();
    }

    /** For each member a parameter. */
    static <T extends Expression> double[] parameters(
            List<Expression> members, Class<T> type, ToDoubleFunction<T> parameter) {
        return members.stream().map(type::cast).mapToDouble(parameter).toArray();
    }
}
