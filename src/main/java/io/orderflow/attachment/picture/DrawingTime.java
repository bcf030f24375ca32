package io.orderflow.attachment.picture;

/** How much time drawing a file has, and in which places. */
enum DrawingTime {

	/** A few seconds, which most files need, in their turn among all. */
	FIRST,
	/** As much as a file may have, in the one place of those that needed more. */
	ALL

}
