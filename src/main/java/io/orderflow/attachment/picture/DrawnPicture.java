package io.orderflow.attachment.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import io.orderflow.attachment.Attachment;
import io.orderflow.attachment.DerivedFileService;
import org.springframework.util.unit.DataSize;

/**
 * A picture that a process drew, on the disk, measured. A hostile file may have written
 * it: no more than its first lines are read here.
 *
 * @param width in pixels
 * @param height in pixels
 */
record DrawnPicture(Path path, int width, int height) {

	private static final DataSize LARGEST = DataSize.ofMegabytes(4);

	/**
	 * What was drawn there.
	 * @param largest the most pixels on either side
	 * @throws IOException where it is no JPEG, or a larger one than was asked for
	 */
	static DrawnPicture measured(Path path, int largest) throws IOException {
		if (Files.size(path) > LARGEST.toBytes()) {
			throw new IOException("A picture of " + Files.size(path) + " bytes was drawn");
		}
		ImageReader reader = ImageIO.getImageReadersByMIMEType(FilePages.TYPE).next();
		try (ImageInputStream input = ImageIO.createImageInputStream(path.toFile())) {
			reader.setInput(input, true, true);
			int width = reader.getWidth(0);
			int height = reader.getHeight(0);
			if (width > largest || height > largest) {
				throw new IOException("A picture of " + width + " by " + height + " pixels was drawn");
			}
			return new DrawnPicture(path, width, height);
		}
		finally {
			reader.dispose();
		}
	}

	/** Keeps it as a file that a program made, attached to nothing yet. */
	Attachment receive(DerivedFileService derived, String owner, String name) throws IOException {
		String sha256 = sha256();
		try (InputStream content = Files.newInputStream(this.path)) {
			return derived.receive(owner, name, LARGEST, sha256, content);
		}
	}

	private String sha256() throws IOException {
		try (DigestInputStream input = new DigestInputStream(Files.newInputStream(this.path),
				MessageDigest.getInstance("SHA-256"))) {
			input.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(input.getMessageDigest().digest());
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
