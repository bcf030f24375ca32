package io.orderflow.portrait.web;

import java.util.UUID;

import io.orderflow.attachment.picture.ShownPicture;
import io.orderflow.platform.CurrentReader;
import io.orderflow.platform.Refusal;
import io.orderflow.portrait.PortraitService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own picture over the API. */
@RestController
@RequestMapping("/api/me/picture")
@Tag(name = "Account")
class PortraitApi {

	private final PortraitService portraits;

	private final CurrentReader reader;

	PortraitApi(PortraitService portraits, CurrentReader reader) {
		this.portraits = portraits;
		this.reader = reader;
	}

	/** A file that was uploaded. */
	record Chosen(@Nullable @Schema(format = "uuid") String file) {

	}

	/** What is shown now, in two sizes. */
	record Shown(String href, String smallHref) {

	}

	@PutMapping
	@Operation(summary = "Show a picture beside my name",
			description = "Upload it first (POST /api/files). The square in its middle is shown, drawn anew; the "
					+ "upload is gone then.")
	Shown showPicture(@RequestBody Chosen chosen) {
		UUID picture = this.portraits.show(this.reader.signedIn().accountId(), upload(chosen), "file");
		return new Shown(ShownPicture.href(picture), ShownPicture.smallHref(picture));
	}

	private static UUID upload(Chosen chosen) {
		if (chosen.file() == null || chosen.file().isBlank()) {
			throw Refusal.invalid("file", "file-missing");
		}
		try {
			return UUID.fromString(chosen.file().strip());
		}
		catch (IllegalArgumentException ex) {
			throw Refusal.invalid("file", "unknown-file", chosen.file());
		}
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Show no picture beside my name any more")
	void removePicture() {
		this.portraits.remove(this.reader.signedIn().accountId());
	}

}
