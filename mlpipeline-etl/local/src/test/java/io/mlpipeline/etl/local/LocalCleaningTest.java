package io.mlpipeline.etl.local;

import static io.mlpipeline.etl.features.cleaning.CleaningSteps.outliers;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.quality.QualityReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalCleaningTest {
    private static final Schema SALES = Schema.builder()
            .integer("order")
            .text("product")
            .bool("promo")
            .number("price")
            .date("day")
            .build();

    private static LocalTable table(Frame rows) {
        return LocalEtl.onCallingThread().table(rows);
    }

    private static RowBuffer sale(RowBuffer row, long order, String product, boolean promo, double price, long day) {
        row.clear().setInteger(0, order).setInteger(2, promo ? 1 : 0).setNumber(3, price);
        row.setInteger(4, day);
        return product.isEmpty() ? row : row.setText(1, product);
    }

    /** Prices of 40 products, a third of the rows at half price in a promotion, and one in 500 ten times too high. */
    private static Frame sales(int rows) {
        Random random = new Random(11);
        Frame.Builder frame = Frame.builder(SALES);
        RowBuffer row = RowBuffer.of(SALES);
        for (int i = 0; i < rows; i++) {
            int product = random.nextInt(40);
            boolean promo = random.nextInt(10) == 0;
            double usual = (5 + product) * (promo ? 0.5 : 1) * (0.98 + 0.04 * random.nextDouble());
            double price = isFarOff(i) ? 10 * usual : usual;
            frame.add(sale(row, i, "p" + product, promo, Math.rint(100 * price) / 100, 15_000 + i % 300));
        }
        return frame.build();
    }

    private static boolean isFarOff(int row) {
        return row % 500 == 7;
    }

    @Test
    void promotionsAreNoOutliersWhereTheConditionIsNamed() {
        Frame rows = sales(40_000);
        Cleaning plain = Cleaning.over(SALES)
                .step(outliers("price").by("product").iqr(1.5).quarantine("odd price"))
                .build();
        Cleaning conditional = Cleaning.over(SALES)
                .step(outliers("price").by("product", "promo").iqr(1.5).quarantine("odd price"))
                .build();
        QualityReport byProduct = table(rows).clean(plain).report().rows();
        CleaningResult byBoth = table(rows).clean(conditional);

        assertThat(byProduct.quarantined() / 40_000.0).isBetween(0.08, 0.15);
        assertThat(byBoth.report().rows().quarantined()).isEqualTo(80);
        for (Frame.Cursor bad = byBoth.quarantine().cursor(); bad.next(); ) {
            assertThat(isFarOff((int) bad.integer(1) - 1)).isTrue();
            assertThat(bad.text(3)).isEqualTo("price");
            assertThat(bad.text(4)).isEqualTo("odd price");
        }
    }

    @Test
    void boundsOfGroupsAreThoseOfASortedList() {
        Frame rows = sales(2_000);
        Cleaning cleaning = Cleaning.over(SALES)
                .step(outliers("price")
                        .by("product", "promo")
                        .minGroupSize(1)
                        .iqr(1.5)
                        .drop("odd"))
                .build();
        Frame kept = table(rows).clean(cleaning).clean().frame();
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.row(i);
            double[] group = java.util.stream.IntStream.range(0, rows.size())
                    .filter(each -> rows.row(each).text(1).equals(row.text(1))
                            && rows.row(each).integer(2) == row.integer(2))
                    .mapToDouble(each -> rows.row(each).number(3))
                    .sorted()
                    .toArray();
            double first = interpolated(group, 0.25);
            double third = interpolated(group, 0.75);
            double range = third - first;
            if (row.number(3) >= first - 1.5 * range && row.number(3) <= third + 1.5 * range) {
                expected.add(row.integer(0));
            }
        }
        List<Long> found = new ArrayList<>();
        for (Frame.Cursor row = kept.cursor(); row.next(); ) {
            found.add(row.integer(0));
        }
        assertThat(found).isEqualTo(expected);
    }

    /** Type 7 of Hyndman and Fan. */
    private static double interpolated(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
    }
}
