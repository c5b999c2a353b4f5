package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Schema;

/** The number of rows lies in a range. */
record RowCountCheck(long least, long most) implements TableCheck {
    RowCountCheck {
        if (least < 0 || least > most) {
            throw new IllegalArgumentException("No table has from " + least + " to " + most + " rows");
        }
    }

    @Override
    public String description() {
        return most == Long.MAX_VALUE ? "at least " + least + " rows" : "from " + least + " to " + most + " rows";
    }

    @Override
    public void require(Schema schema) {}

    @Override
    public Finding judge(TableFacts facts) {
        return new Finding(facts.rows() >= least && facts.rows() <= most, Long.toString(facts.rows()));
    }
}
