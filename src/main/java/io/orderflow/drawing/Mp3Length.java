package io.orderflow.drawing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.XMPDM;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.mp3.Mp3Parser;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * How long an MP3 lasts: its head does not say, and the rate may change, so its frames
 * are counted.
 */
final class Mp3Length {

	private Mp3Length() {
	}

	/** In seconds; null where the file does not say. */
	static @Nullable Double of(Path file) {
		Metadata read = new Metadata();
		try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
			new Mp3Parser().parse(content, new DefaultHandler(), read, new ParseContext());
		}
		catch (IOException | SAXException | TikaException ex) {
			// a recording without a length is still one
			return null;
		}
		String seconds = read.get(XMPDM.DURATION);
		return (seconds != null) ? Double.valueOf(seconds) : null;
	}

}
