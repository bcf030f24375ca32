package io.orderflow.attachment.picture;

/**
 * Who, besides its owner, may see a picture that is shown. Declared by every feature that
 * keeps pictures, for its own subjects; one rule that allows is enough.
 */
public interface PictureRule {

	/**
	 * Whether the account may see it.
	 * @param picture one that was kept
	 */
	boolean maySee(String account, ShownPicture picture);

}
