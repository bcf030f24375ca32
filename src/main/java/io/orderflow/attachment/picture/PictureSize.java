package io.orderflow.attachment.picture;

/** Which pictures there are of a page. */
public enum PictureSize {

	/** To look at: 1,600 pixels at most on either side. */
	PREVIEW(1_600),
	/** To choose by: 320 pixels at most on either side. */
	THUMBNAIL(320);

	private final int largest;

	PictureSize(int largest) {
		this.largest = largest;
	}

	/** The most pixels on either side. */
	int largest() {
		return this.largest;
	}

}
