package io.mlpipeline.etl.parquet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Shows the host's stream as a file to be written once. The stream is flushed at the end and stays open. */
final class StreamOutput implements OutputFile {
    private static final int BUFFER = 1 << 16;

    private final OutputStream stream;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private OutputStream current;

    StreamOutput(OutputStream stream) {
        this.stream = new BufferedOutputStream(stream, BUFFER);
        this.current = this.stream;
    }

    /** Keeps what is written from here on. */
    void holdBack() {
        current = held;
    }

    /** Writes what was kept, changed. */
    void release(UnaryOperator<byte[]> change) throws IOException {
        current = stream;
        stream.write(change.apply(held.toByteArray()));
        stream.flush();
    }

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new Counting();
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private final class Counting extends PositionOutputStream {
        private long position;

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) throws IOException {
            current.write(b);
            position++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            current.write(bytes, offset, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            current.flush();
        }

        @Override
        public void close() throws IOException {
            current.flush();
        }
    }
}
