package io.mlpipeline.etl.features.operator.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CivilDayTest {
    @Test
    void agreesWithLocalDateOnEveryDayOfTenThousandYears() {
        long last = LocalDate.of(9999, 12, 31).toEpochDay();
        for (long day = LocalDate.of(0, 1, 1).toEpochDay(); day <= last; day += 1 + (day & 3)) {
            LocalDate expected = LocalDate.ofEpochDay(day);
            long packed = CivilDay.of(day);
            if (CivilDay.year(packed) != expected.getYear()
                    || CivilDay.month(packed) != expected.getMonthValue()
                    || CivilDay.dayOfMonth(packed) != expected.getDayOfMonth()
                    || CivilDay.dayOfWeek(day) != expected.getDayOfWeek().getValue()
                    || CivilDay.dayOfYear(day) != expected.getDayOfYear()) {
                assertThat(CivilDay.year(packed) + "-" + CivilDay.month(packed) + "-" + CivilDay.dayOfMonth(packed))
                        .as("epoch day %d", day)
                        .isEqualTo(expected.toString());
            }
        }
    }

    @Test
    void countsDaysBeforeTheCommonEra() {
        long packed = CivilDay.of(LocalDate.of(-400, 2, 29).toEpochDay());

        assertThat(CivilDay.year(packed)).isEqualTo(-400);
        assertThat(CivilDay.month(packed)).isEqualTo(2);
        assertThat(CivilDay.dayOfMonth(packed)).isEqualTo(29);
    }
}
