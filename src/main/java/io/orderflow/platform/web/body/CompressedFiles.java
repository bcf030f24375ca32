package io.orderflow.platform.web.body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.web.server.Compression;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.servlet.resource.ResourceTransformer;
import org.springframework.web.servlet.resource.ResourceTransformerChain;
import org.springframework.web.servlet.resource.TransformedResource;

/**
 * Compresses each script and style of the application and of its libraries once, whoever
 * asks for it first: strangers may ask for megabytes of them, as often as they like. What
 * is kept is bounded by what is in the jars, about 5 MB.
 */
final class CompressedFiles implements ResourceTransformer {

	private final Map<Version, CompressedFile> files = new ConcurrentHashMap<>();

	private final Compression compression;

	/**
	 * @param compression what the server compresses itself, anew for each answer
	 */
	CompressedFiles(Compression compression) {
		this.compression = compression;
	}

	/** Of a file, which changes while its developer looks at it. */
	private record Version(String address, long changed) {
	}

	@Override
	public Resource transform(HttpServletRequest request, Resource resource, ResourceTransformerChain chain)
			throws IOException {
		Resource file = chain.transform(request, resource);
		if (file instanceof TransformedResource || !isCompressed(file) || !AcceptedEncodings.isGzipWelcome(request)) {
			return file;
		}
		Version version = new Version(file.getURL().toString(), file.lastModified());
		try {
			return this.files.computeIfAbsent(version, (first) -> compress(file));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

	private static CompressedFile compress(Resource file) {
		try {
			return CompressedFile.of(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private boolean isCompressed(Resource file) throws IOException {
		String type = MediaTypeFactory.getMediaType(file).map(Object::toString).orElse("");
		return Arrays.asList(this.compression.getMimeTypes()).contains(type)
				&& file.contentLength() >= this.compression.getMinResponseSize().toBytes();
	}

}
