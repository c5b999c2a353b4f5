package io.mlpipeline.registry.promotion;

import static io.mlpipeline.etl.features.Features.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.model.LinearModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepsRequestsTest {
    @Test
    void letsAModelInThatAsksForLess() {
        Finding finding = judge(features("a", "units"), features("b", "units", "a"));

        assertThat(finding.passed()).isTrue();
    }

    @Test
    void refusesAModelThatAsksForMore() {
        Finding finding = judge(features("b", "units", "a"), features("a", "units"));

        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation())
                .contains("callers of sales v1 would break", "column 'b' (NUMBER) was not asked for");
    }

    @Test
    void refusesAModelThatPredictsSomethingElse() {
        Finding finding = judge(features("a", "price"), features("a", "units"));

        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation()).contains("the target is price, was units");
    }

    @Test
    void refusesAColumnOfAnotherType() {
        Schema whole = Schema.builder().integer("a").number("units").build();
        FittedFeatures integer = FeaturePipeline.over(whole)
                .target("units")
                .feature("a", column("a"))
                .build()
                .fit(row(whole));

        Finding finding = judge(integer, features("a", "units"));

        assertThat(finding.passed()).isFalse();
        assertThat(finding.explanation()).contains("the type of 'a' is INTEGER, was NUMBER");
    }

    @Test
    void breaksNoOneWithoutAnIncumbent() {
        assertThat(new KeepsRequests()
                        .judge(Candidacy.unopposed(contender(1, features("a", "units"))))
                        .passed())
                .isTrue();
    }

    private static Finding judge(FittedFeatures candidate, FittedFeatures incumbent) {
        return new KeepsRequests().judge(Candidacy.against(contender(2, candidate), () -> contender(1, incumbent)));
    }

    private static Contender contender(int version, FittedFeatures features) {
        double[] weights = new double[features.names().size()];
        return new Contender(
                PromotionPolicyTest.version(version), features, LinearModel.of(features.names(), weights, 0));
    }

    /** Features that read one column, and perhaps more, as they are. */
    private static FittedFeatures features(String column, String target, String... more) {
        Schema.Builder schema = Schema.builder().number(column).number(target);
        List.of(more).forEach(schema::number);
        FeaturePipeline.Builder pipeline =
                FeaturePipeline.over(schema.build()).target(target).feature(column, column(column));
        List.of(more).forEach(name -> pipeline.feature(name, column(name)));
        return pipeline.build().fit(row(schema.build()));
    }

    private static Frame row(Schema schema) {
        RowBuffer row = RowBuffer.of(schema);
        for (String name : schema.names()) {
            row.set(name, 1);
        }
        return Frame.builder(schema).add(row).build();
    }
}
