package io.mlpipeline.etl.parquet;

import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How pages are compressed. */
public enum Compression {
    /** Not at all. */
    NONE(CompressionCodecName.UNCOMPRESSED),
    /** Snappy: fast, and what Spark writes. */
    SNAPPY(CompressionCodecName.SNAPPY),
    /** Zstandard at level 3: about a third smaller, and slower to write. */
    ZSTD(CompressionCodecName.ZSTD);

    private final CompressionCodecName codec;

    Compression(CompressionCodecName codec) {
        this.codec = codec;
    }

    CompressionCodecName codec() {
        return codec;
    }
}
