package io.mlpipeline.etl.local;

import io.mlpipeline.etl.features.source.SourceFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of this machine's file systems. */
record LocalFile(Path path) implements SourceFile {

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(path);
    }
}
