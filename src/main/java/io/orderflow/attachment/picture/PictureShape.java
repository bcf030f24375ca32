package io.orderflow.attachment.picture;

/** How a picture that people show is cut and how large it is drawn, in two sizes. */
public enum PictureShape {

	/** All of it, as services are shown: 1,600 and 640 pixels at most on either side. */
	WHOLE(1_600, 640, false),
	/** The square in its middle, as people are shown: 512 and 128 pixels at most. */
	SQUARE(512, 128, true);

	private final int largest;

	private final int small;

	private final boolean square;

	PictureShape(int largest, int small, boolean square) {
		this.largest = largest;
		this.small = small;
		this.square = square;
	}

	int largest() {
		return this.largest;
	}

	int small() {
		return this.small;
	}

	boolean square() {
		return this.square;
	}

}
