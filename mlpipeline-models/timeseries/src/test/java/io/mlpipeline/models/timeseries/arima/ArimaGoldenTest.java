package io.mlpipeline.models.timeseries.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.PredictionInterval;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Against R 4.2.2 and statsmodels 0.13.5 on twenty real series.
 *
 * <p>Where a series is differenced, R gives the unknown first values a variance of 1e6, so its likelihood differs from the
 * exact one, and so does the place of its maximum, by little.
 */
class ArimaGoldenTest {
    /** Series whose level is large beside R's prior variance, so that R is further from the exact likelihood. */
    private static final Set<String> R_IS_INEXACT = Set.of("co2", "taylor_500");

    /** R's search ends on a hill that is 1.5 lower than the one found here; the dense likelihood below confirms it. */
    private static final String R_STOPS_SHORT = "wineind";

    static Stream<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheLikelihoodOfRAtFixedPoints(GoldenCase golden) {
        for (GoldenCase.FixedPoint point : golden.fixedPoints()) {
            double tolerance = golden.isDifferenced() ? 5e-3 : 1e-6;
            if (R_IS_INEXACT.contains(golden.toString())) {
                tolerance = 2.5e-2;
            }
            assertThat(at(golden, point.parameters()).logLikelihood())
                    .isCloseTo(point.logLikelihood(), within(tolerance));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheExactLikelihoodOfStatsmodels(GoldenCase golden) {
        assumeThat(golden.hasStatsmodels()).isTrue();

        double ours = at(golden, golden.fixedPoints().get(0).parameters()).logLikelihood();

        assertThat(ours).isCloseTo(golden.statsmodelsLogLikelihood(), within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheLikelihoodOfTheDefinition(GoldenCase golden) {
        boolean plain = !golden.hasGaps()
                && golden.series().regressors().isEmpty()
                && golden.constant() != Constant.DRIFT
                && golden.isDifferenced();
        assumeThat(plain).isTrue();
        for (GoldenCase.FixedPoint point : golden.fixedPoints()) {
            double dense = DenseLikelihood.of(
                    golden.series().values(), golden.order(), golden.series().seasonLength(), point.parameters());

            assertThat(at(golden, point.parameters()).logLikelihood()).isCloseTo(dense, within(1e-7));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void filtersTheSameByEveryRoad(GoldenCase golden) {
        ArimaData data = ArimaData.of(golden.series(), golden.order(), golden.constant());
        int k = golden.order().coefficients();
        for (GoldenCase.FixedPoint point : golden.fixedPoints()) {
            double[] arma = Arrays.copyOf(point.parameters(), k);
            double[] beta = Arrays.copyOfRange(point.parameters(), k, point.parameters().length);
            Whitener general = new DiffuseWhitener(new double[][] {data.errors(beta)}, data.delta());
            Likelihood slow = new Likelihood(golden.order(), data.season(), general);

            assertThat(slow.at(arma).logLikelihood())
                    .isCloseTo(at(golden, point.parameters()).logLikelihood(), within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsALikelihoodNoLowerThanRsBest(GoldenCase golden) {
        FittedArima fitted = fit(golden);

        double atR = at(golden, golden.fixedPoints().get(0).parameters()).logLikelihood();
        assertThat(fitted.logLikelihood()).isGreaterThanOrEqualTo(atR - 1e-4);
        assertThat(fitted.observations())
                .isEqualTo(golden.tight().get("nobs_effective").asInt());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheCoefficientsOfR(GoldenCase golden) {
        assumeThat(golden).doesNotHaveToString(R_STOPS_SHORT);
        List<Coefficient> coefficients = fit(golden).coefficients();
        double[] expected = GoldenCase.doubles(golden.tight().get("coef"));
        double[] errors = GoldenCase.doubles(golden.tight().get("se"));

        for (int i = 0; i < expected.length; i++) {
            assertThat(coefficients.get(i).value()).isCloseTo(expected[i], within(5e-3 * errors[i]));
        }
        // Close to a unit root R's and our differences of the likelihood reach across its kink.
        assumeThat(golden.toString()).isNotIn("nottem_sar_mean", "taylor_500");
        for (int i = 0; i < expected.length; i++) {
            assertThat(coefficients.get(i).standardError()).isCloseTo(errors[i], within(5e-3 * errors[i]));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheInformationCriteriaOfR(GoldenCase golden) {
        assumeThat(golden.toString()).isNotIn(R_STOPS_SHORT, "taylor_500");
        FittedArima fitted = fit(golden);
        JsonNode r = golden.tight();

        assertThat(fitted.aic()).isCloseTo(r.get("aic").asDouble(), within(1e-2));
        assertThat(fitted.aicc()).isCloseTo(r.get("aicc").asDouble(), within(1e-2));
        assertThat(fitted.bic()).isCloseTo(r.get("bic").asDouble(), within(1e-2));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forecastsLikeR(GoldenCase golden) {
        assumeThat(golden).doesNotHaveToString(R_STOPS_SHORT);
        Forecast forecast = fit(golden).forecast(golden.horizon());
        JsonNode expected = golden.tight().get("forecast");
        double[] mean = GoldenCase.doubles(expected.get("mean"));
        double[] lower = GoldenCase.doubles(expected.get("lower95"));
        double[] upper = GoldenCase.doubles(expected.get("upper95"));

        for (int step = 1; step <= 24; step++) {
            PredictionInterval interval = forecast.interval(step, 0.95);
            double width = upper[step - 1] - lower[step - 1];
            assertThat(forecast.mean(step)).isCloseTo(mean[step - 1], within(1e-4 * Math.abs(mean[step - 1])));
            assertThat(interval.upper() - interval.lower()).isCloseTo(width, within(1e-3 * width));
        }
    }

    private static FittedArima fit(GoldenCase golden) {
        return Arima.builder(golden.order())
                .constant(golden.constant())
                .innovationVariance(InnovationVariance.MAXIMUM_LIKELIHOOD)
                .build()
                .fit(golden.series());
    }

    private static Likelihood.Point at(GoldenCase golden, double[] parameters) {
        ArimaData data = ArimaData.of(golden.series(), golden.order(), golden.constant());
        int k = golden.order().coefficients();
        return new Likelihood(golden.order(), data.season(), data.whitener())
                .at(Arrays.copyOf(parameters, k), Arrays.copyOfRange(parameters, k, parameters.length));
    }
}
