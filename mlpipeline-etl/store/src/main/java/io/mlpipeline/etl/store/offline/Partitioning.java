package io.mlpipeline.etl.store.offline;

import java.time.LocalDate;

/** How days are put into partitions. */
public enum Partitioning {
    /** One partition a day. */
    DAILY {
        @Override
        LocalDate startOf(LocalDate day) {
            return day;
        }

        @Override
        LocalDate lastOf(LocalDate start) {
            return start;
        }
    },
    /** One partition a calendar month. */
    MONTHLY {
        @Override
        LocalDate startOf(LocalDate day) {
            return day.withDayOfMonth(1);
        }

        @Override
        LocalDate lastOf(LocalDate start) {
            return start.plusMonths(1).minusDays(1);
        }
    };

    /** The first day of the partition that a day is in. */
    abstract LocalDate startOf(LocalDate day);

    /** The last day of a partition. */
    abstract LocalDate lastOf(LocalDate start);
}
