package io.mlpipeline.etl.features.source;

import java.util.ServiceLoader;

/** Looks for readers among the jars beside this one. */
final class SourceReaders {
    private SourceReaders() {}

    static SourceReader find(FileSource source) {
        for (SourceReader reader : ServiceLoader.load(SourceReader.class, SourceReaders.class.getClassLoader())) {
            if (reader.reads(source)) {
                return reader;
            }
        }
        String module = source instanceof ParquetSource ? "mlpipeline-etl-parquet" : "mlpipeline-etl-csv";
        throw new IllegalStateException(
                "Nothing on the class path reads " + source + ". Add the module " + module + " to it");
    }
}
