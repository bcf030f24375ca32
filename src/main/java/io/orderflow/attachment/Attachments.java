package io.orderflow.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;

@Service
public class Attachments {

	public Attachment upload(String owner, String fileName, @Nullable String slot, @Nullable Long declaredLength,
			InputStream content) throws IOException {
		throw new UnsupportedOperationException();
	}

	public void attach(String owner, Collection<UUID> ids, String field, AttachmentUse use) {
		throw new UnsupportedOperationException();
	}

	public List<Attachment> staged(String owner, String slotPrefix) {
		throw new UnsupportedOperationException();
	}

	public List<Attachment> all(Collection<UUID> ids) {
		throw new UnsupportedOperationException();
	}

	public Attachment get(String reader, UUID id) {
		throw new UnsupportedOperationException();
	}

	public void copy(Attachment attachment, long offset, long length, OutputStream to) throws IOException {
		throw new UnsupportedOperationException();
	}

	public void discard(String owner, UUID id) {
		throw new UnsupportedOperationException();
	}

}
