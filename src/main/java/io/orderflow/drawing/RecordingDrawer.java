package io.orderflow.drawing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.avi.AviDirectory;
import com.drew.metadata.mov.QuickTimeDirectory;
import com.drew.metadata.mp4.Mp4Directory;
import com.drew.metadata.wav.WavDirectory;
import org.jspecify.annotations.Nullable;

/**
 * Sound and film are not drawn; how long they last is read from their heads, or counted.
 */
final class RecordingDrawer implements Drawer {

	private static final String MP3 = "audio/mpeg";

	static final Set<String> TYPES = Set.of("video/mp4", "video/x-m4v", "video/3gpp", "video/quicktime",
			"video/x-msvideo", "audio/mp4", "audio/vnd.wave", "audio/x-wav", MP3);

	/** Longer than anybody records; more is a mistake in the file. */
	private static final double LONGEST = 1_000_000;

	private static final Pattern CLOCK = Pattern.compile("(\\d{1,6}):(\\d{2}):(\\d{2})");

	@Override
	public int draw(Path file, String type, Sheets sheets) throws IOException, NotDrawnException {
		throw new NotDrawnException(NotDrawnException.NOT_DRAWABLE, seconds(file, type));
	}

	private static @Nullable Integer seconds(Path file, String type) throws IOException {
		if (type.equals(MP3)) {
			return plausible(Mp3Length.of(file));
		}
		try {
			Metadata read = ImageMetadataReader.readMetadata(file.toFile());
			for (Directory directory : read.getDirectories()) {
				Integer seconds = plausible(seconds(directory));
				if (seconds != null) {
					return seconds;
				}
			}
			return null;
		}
		catch (ImageProcessingException | RuntimeException ex) {
			// a recording without a length is still one
			return null;
		}
	}

	/**
	 * A head that is written before the recording says 0: how long it lasts is not known
	 * then.
	 */
	private static @Nullable Integer plausible(@Nullable Double seconds) {
		return (seconds != null && seconds > 0 && seconds < LONGEST) ? (int) Math.max(1, Math.round(seconds)) : null;
	}

	private static @Nullable Double seconds(Directory directory) {
		if (directory instanceof Mp4Directory) {
			return directory.getDoubleObject(Mp4Directory.TAG_DURATION_SECONDS);
		}
		if (directory instanceof QuickTimeDirectory) {
			return directory.getDoubleObject(QuickTimeDirectory.TAG_DURATION_SECONDS);
		}
		if (directory instanceof WavDirectory) {
			return clock(directory.getString(WavDirectory.TAG_DURATION));
		}
		return (directory instanceof AviDirectory) ? clock(directory.getString(AviDirectory.TAG_DURATION)) : null;
	}

	private static @Nullable Double clock(@Nullable String written) {
		Matcher parts = CLOCK.matcher((written != null) ? written : "");
		return parts.matches() ? (Double.parseDouble(parts.group(1)) * 60 + Integer.parseInt(parts.group(2))) * 60
				+ Integer.parseInt(parts.group(3)) : null;
	}

}
