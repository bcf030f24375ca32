package io.orderflow.portrait;

import io.orderflow.attachment.picture.PictureRule;
import io.orderflow.attachment.picture.ShownPicture;
import org.springframework.stereotype.Component;

/**
 * A person's picture is seen by everybody who is signed in: it stands wherever the name
 * does, on services that all look at, and its id is told with the name alone.
 */
@Component
class PortraitRule implements PictureRule {

	private static final String PREFIX = "person/";

	/** What a person's picture shows, in the words of whoever keeps it. */
	static String subject(String account) {
		return PREFIX + account;
	}

	@Override
	public boolean maySee(String account, ShownPicture picture) {
		return picture.subject() != null && picture.subject().startsWith(PREFIX);
	}

}
