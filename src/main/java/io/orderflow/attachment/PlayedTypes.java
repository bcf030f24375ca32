package io.orderflow.attachment;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Films and sounds that browsers play, by what they were recognised as, and under which
 * type each is sent to be played: the one that browsers know it by. None of these can be
 * a page or a script.
 */
final class PlayedTypes {

	private static final String MP4 = "video/mp4";

	private static final String OGG_FILM = "video/ogg";

	private static final String OGG = "audio/ogg";

	private static final String WAV = "audio/wav";

	private static final Map<String, String> TYPES = Map.ofEntries(Map.entry(MP4, MP4), Map.entry("video/x-m4v", MP4),
			Map.entry("video/quicktime", "video/quicktime"), Map.entry("video/webm", "video/webm"),
			Map.entry(OGG_FILM, OGG_FILM), Map.entry("video/theora", OGG_FILM), Map.entry("audio/mpeg", "audio/mpeg"),
			Map.entry("audio/mp4", "audio/mp4"), Map.entry("audio/vnd.wave", WAV), Map.entry("audio/x-wav", WAV),
			Map.entry(OGG, OGG), Map.entry("audio/vorbis", OGG), Map.entry("audio/opus", OGG),
			Map.entry("audio/x-oggflac", OGG), Map.entry("audio/x-flac", "audio/flac"),
			Map.entry("audio/x-aac", "audio/aac"));

	private PlayedTypes() {
	}

	/** Null where it is neither film nor sound, or browsers do not play it. */
	static @Nullable String of(String contentType) {
		return TYPES.get(contentType);
	}

}
