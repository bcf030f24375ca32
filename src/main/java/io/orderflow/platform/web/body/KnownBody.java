package io.orderflow.platform.web.body;

import java.nio.ByteBuffer;

import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** A body that has come whole already; nobody who reads it waits. */
final class KnownBody implements InputBuffer {

	private final ByteBuffer bytes;

	KnownBody(byte[] bytes) {
		this.bytes = ByteBuffer.wrap(bytes);
	}

	@Override
	public int doRead(ApplicationBufferHandler handler) {
		int count = this.bytes.remaining();
		if (count == 0) {
			return -1;
		}
		handler.setByteBuffer(this.bytes.duplicate());
		this.bytes.position(this.bytes.limit());
		return count;
	}

	@Override
	public int available() {
		return this.bytes.remaining();
	}

}
