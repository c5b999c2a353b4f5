package io.mlpipeline.etl.spark;

import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;

/** How a table is written to a folder. */
public enum FileFormat {
    /** RFC 4180 with a header line, in UTF-8, every field quoted. */
    CSV {
        @Override
        void write(DataFrameWriter<Row> writer, String folder) {
            writer.option("header", true)
                    .option("encoding", "UTF-8")
                    .option("quoteAll", true)
                    .option("escape", "\"")
                    .option("emptyValue", "")
                    .option("ignoreLeadingWhiteSpace", false)
                    .option("ignoreTrailingWhiteSpace", false)
                    .csv(folder);
        }
    },
    /** Apache Parquet. */
    PARQUET {
        @Override
        void write(DataFrameWriter<Row> writer, String folder) {
            writer.parquet(folder);
        }
    };

    abstract void write(DataFrameWriter<Row> writer, String folder);
}
