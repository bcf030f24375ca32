package io.orderflow.portrait;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.orderflow.account.AccountService;
import io.orderflow.attachment.picture.PictureShape;
import io.orderflow.attachment.picture.ShownPicture;
import io.orderflow.attachment.picture.ShownPictureService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Chooses what a person shows beside their name. */
@Service
public class PortraitService {

	private final ShownPictureService pictures;

	private final AccountService accounts;

	private final TransactionTemplate transaction;

	PortraitService(ShownPictureService pictures, AccountService accounts, TransactionTemplate transaction) {
		this.pictures = pictures;
		this.accounts = accounts;
		this.transaction = transaction;
	}

	/**
	 * Shows the square in the middle of an upload from now on; what was shown before is
	 * gone. The same upload again changes nothing. Not in a transaction: it is drawn
	 * meanwhile.
	 * @param field the field that the upload came in, for the refusal
	 * @throws io.orderflow.platform.Refusal on that field, as
	 * {@link ShownPictureService#of} says
	 */
	public UUID show(String person, UUID upload, String field) {
		ShownPicture picture = this.pictures.of(person, upload, PictureShape.SQUARE, field);
		change(person, picture.id(), field);
		return picture.id();
	}

	/** Shows nothing from now on but initials; a repeat does nothing. */
	public void remove(String person) {
		change(person, null, "");
	}

	private void change(String person, @Nullable UUID picture, String field) {
		this.transaction.executeWithoutResult((status) -> {
			// the account first, which every change locks
			Optional<UUID> before = this.accounts.show(person, picture);
			if (picture != null) {
				this.pictures.keep(person, List.of(picture), PortraitRule.subject(person), (number) -> field);
			}
			before.filter((one) -> !one.equals(picture)).ifPresent((one) -> this.pictures.remove(List.of(one)));
		});
	}

}
