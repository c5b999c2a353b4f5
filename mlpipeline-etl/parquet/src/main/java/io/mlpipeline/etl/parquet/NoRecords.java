package io.mlpipeline.etl.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** What Parquet asks for to put records together, which is never done here: columns are read one by one. */
final class NoRecords extends GroupConverter {
    static final GroupConverter GROUP = new NoRecords();
    private static final PrimitiveConverter CELL = new PrimitiveConverter() {};

    private NoRecords() {}

    @Override
    public Converter getConverter(int fieldIndex) {
        return CELL;
    }

    @Override
    public void start() {
        // no record begins
    }

    @Override
    public void end() {
        // no record ends
    }
}
