package io.mlpipeline.etl.store.offline;

import io.mlpipeline.etl.features.source.SourceFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A file whose bytes are in memory, because they were hashed before they are read. */
record BytesFile(String name, byte[] content) implements SourceFile {

    @Override
    public SeekableByteChannel open() {
        return new Channel(content);
    }

    private static final class Channel implements SeekableByteChannel {
        private final byte[] content;
        private long position;
        private boolean open = true;

        Channel(byte[] content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer into) throws ClosedChannelException {
            if (!open) {
                throw new ClosedChannelException();
            }
            if (position >= content.length) {
                return -1;
            }
            int count = Math.min(into.remaining(), content.length - (int) position);
            into.put(content, (int) position, count);
            position += count;
            return count;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long target) {
            position = target;
            return this;
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
