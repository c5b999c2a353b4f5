package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Schema;
import java.util.Optional;

/** A condition holds in a share of the rows. */
record ShareCheck(RowCheck check, double least) implements TableCheck {
    ShareCheck {
        if (!(least >= 0 && least <= 1)) {
            throw new IllegalArgumentException("A share is from 0 to 1, got " + least);
        }
    }

    @Override
    public String description() {
        return check.description() + " in at least a share of " + least;
    }

    @Override
    public void require(Schema schema) {
        check.require(schema);
    }

    @Override
    public Optional<RowCheck> counted() {
        return Optional.of(check);
    }

    @Override
    public Finding judge(TableFacts facts) {
        double share = facts.rows() == 0 ? Double.NaN : (double) facts.meeting() / facts.rows();
        return new Finding(share >= least, Double.toString(share));
    }
}
