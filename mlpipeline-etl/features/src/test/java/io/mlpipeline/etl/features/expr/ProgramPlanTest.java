package io.mlpipeline.etl.features.expr;

import static io.mlpipeline.etl.features.Features.calendar;
import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.constant;
import static io.mlpipeline.etl.features.Features.textLength;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.Feature;
import io.mlpipeline.etl.features.operator.calendar.CalendarPart.Part;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProgramPlanTest {
    private static final Scope SCOPE =
            new Scope(Schema.builder().number("x").date("day").text("t").build(), List.of());

    private static ProgramPlan plan(Feature... features) {
        return ProgramPlan.of(
                List.of(features).stream().map(Feature::expression).toList(), SCOPE);
    }

    @Test
    void generatesCodeThatReadsRowsTablesAndLeaves() {
        ProgramPlan plan = plan(
                column("x").orElse(2).bins(1, 3).plus(constant(0.5)),
                calendar(Part.WEEK, "day"),
                textLength("t").times(column("x")));
        ProgramPlan.Generated generated = Objects.requireNonNull(plan.generated());
        RowBuffer row = RowBuffer.of(SCOPE.schema())
                .set("x", 7)
                .set("day", LocalDate.of(2024, 12, 30))
                .set("t", "four");

        double[] out = new double[3];
        double[] byLoops = new double[3];
        plan.program().run(row, new double[0], byLoops);
        double[] registers = new double[64];
        Arrays.fill(registers, 4); // the only leaf, wherever it lies
        generated.code().run(row, registers, out, generated.tables());

        assertThat(generated.leaves()).isEqualTo(1);
        assertThat(generated.tables()).isDeepEqualTo(new double[][] {{1, 3}});
        assertThat(byLoops).containsExactly(2.5, 1, 28);
        assertThat(out).containsExactly(2.5, 1, 28);
    }

    @Test
    void generatesOnce() {
        ProgramPlan plan = plan(column("x").abs());

        assertThat(plan.generated()).isNotNull().isSameAs(plan.generated());
    }

    @Test
    void givesUpOnAFeatureThatIsTooLarge() {
        Feature sum = column("x");
        for (int i = 0; i < 450; i++) {
            sum = sum.plus(constant(i));
        }

        assertThat(plan(sum).generated()).isNull();
    }

    @Test
    void leavesAFunctionOfAnotherClassLoaderToItsEvaluator() {
        record Foreign(Expression operand) implements UnaryExpression, Inlined {
            @Override
            public Form form() {
                return Form.of("foreign").with("of", operand);
            }

            @Override
            public Expression on(Expression other) {
                return new Foreign(other);
            }

            @Override
            public Evaluator bind(Scope scope) {
                Evaluator x = operand.bind(scope);
                return (row, windows) -> -x.evaluate(row, windows);
            }

            @Override
            public StaticCall call(Scope scope) {
                return StaticCall.of(String.class, "none").operand(operand);
            }
        }
        ProgramPlan plan = plan(new Feature(new Foreign(column("x").expression())).plus(constant(1)));
        RowBuffer row = RowBuffer.of(SCOPE.schema()).set("x", 7);
        double[] out = new double[1];
        Program program = plan.program();

        for (int i = 0; i < 2 * ProgramPlan.HOT; i++) {
            program.run(row, new double[0], out);
        }

        assertThat(out).containsExactly(-6);
        assertThat(Objects.requireNonNull(plan.generated()).leaves()).isEqualTo(1);
    }
}
