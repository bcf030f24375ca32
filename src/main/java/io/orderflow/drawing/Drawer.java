package io.orderflow.drawing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Draws the files of some types. */
sealed interface Drawer permits PictureDrawer, SvgDrawer, PdfDrawer, OfficeDrawer, TextDrawer, RecordingDrawer {

	/** Texts that are not {@code text/*} by name. */
	Set<String> TEXTS = Set.of("application/json", "application/xml", "application/x-sh", "application/javascript",
			"application/yaml", "application/x-yaml", "application/sql");

	/**
	 * Draws the first pages.
	 * @return how many pages the file has; 0 where it has none
	 * @throws NotDrawnException where it cannot be drawn, with the reason
	 * @throws IOException where it is not what its type asks for
	 */
	int draw(Path file, String type, Sheets sheets) throws IOException, NotDrawnException;

	/** Whether files of the type are drawn, or tell how long they last. */
	static boolean draws(String type) {
		return PictureDrawer.TYPES.contains(type) || RecordingDrawer.TYPES.contains(type) || type.equals(SvgDrawer.TYPE)
				|| type.equals(PdfDrawer.TYPE) || OfficeDrawer.draws(type) || type.startsWith("text/")
				|| TEXTS.contains(type);
	}

	/**
	 * Who draws the files of the type, as the application recognised it.
	 * @throws NotDrawnException where nobody does
	 */
	static Drawer of(String type) throws NotDrawnException {
		if (!draws(type)) {
			throw new NotDrawnException(NotDrawnException.NOT_DRAWABLE);
		}
		if (PictureDrawer.TYPES.contains(type)) {
			return new PictureDrawer();
		}
		if (OfficeDrawer.draws(type)) {
			return new OfficeDrawer();
		}
		if (RecordingDrawer.TYPES.contains(type)) {
			return new RecordingDrawer();
		}
		return switch (type) {
			case SvgDrawer.TYPE -> new SvgDrawer();
			case PdfDrawer.TYPE -> new PdfDrawer();
			default -> new TextDrawer();
		};
	}

}
