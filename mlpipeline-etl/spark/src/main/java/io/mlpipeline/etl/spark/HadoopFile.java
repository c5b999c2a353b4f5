package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.features.source.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file of any file system that Hadoop reaches. */
record HadoopFile(String name, Path path, Configuration configuration) implements SourceFile {
    private static final int BUFFER = 1 << 16;

    @Override
    public SeekableByteChannel open() throws IOException {
        FileSystem system = path.getFileSystem(configuration);
        long size = system.getFileStatus(path).getLen();
        return new Channel(system.open(path, BUFFER), size);
    }

    private static final class Channel implements SeekableByteChannel {
        private final FSDataInputStream in;
        private final long size;
        private final byte[] chunk = new byte[BUFFER];
        private boolean open = true;

        Channel(FSDataInputStream in, long size) {
            this.in = in;
            this.size = size;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            byte[] bytes = into.hasArray() ? into.array() : chunk;
            int offset = into.hasArray() ? into.arrayOffset() + into.position() : 0;
            int wanted = into.hasArray() ? into.remaining() : Math.min(into.remaining(), chunk.length);
            int count = in.read(bytes, offset, wanted);
            if (count > 0 && into.hasArray()) {
                into.position(into.position() + count);
            } else if (count > 0) {
                into.put(chunk, 0, count);
            }
            return count;
        }

        @Override
        public long position() throws IOException {
            return in.getPos();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            in.seek(position);
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long length) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() throws IOException {
            open = false;
            in.close();
        }
    }
}
