package io.mlpipeline.testkit.architecture.planted;

import io.mlpipeline.testkit.architecture.planted.internal.Hidden;
import java.util.List;
import java.util.function.Supplier;
import org.assertj.core.api.Condition;

/** Shows a type that it should not in six places, and in two more where no caller sees it. */
public abstract class LeakySignatures implements Supplier<Condition<String>> {

    protected Condition<String> field;
    Condition<String> unseen;

    protected LeakySignatures(Condition<String> condition) {
        this.field = condition;
    }

    public abstract List<int[]> argument(List<Condition<String>[]> conditions);

    public abstract <T extends Condition<String>> void bound();

    public abstract Hidden hidden();

    private Condition<String> unseen() {
        return unseen;
    }
}
