package io.mlpipeline.etl.parquet;

import io.mlpipeline.etl.features.source.SourceFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Shows a channel as a file of Parquet's. */
final class ChannelInput implements InputFile {
    private final SourceFile file;

    ChannelInput(SourceFile file) {
        this.file = file;
    }

    @Override
    public long getLength() throws IOException {
        try (SeekableByteChannel channel = file.open()) {
            return channel.size();
        }
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        return new Stream(file.open());
    }

    @Override
    public String toString() {
        return file.name();
    }

    private static final class Stream extends DelegatingSeekableInputStream {
        private final SeekableByteChannel channel;

        Stream(SeekableByteChannel channel) {
            super(Channels.newInputStream(channel));
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public void seek(long position) throws IOException {
            channel.position(position);
        }

        @Override
        public void readFully(byte[] bytes, int offset, int length) throws IOException {
            readFully(ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public void readFully(ByteBuffer buffer) throws IOException {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException("the file ends too early");
                }
            }
        }
    }
}
