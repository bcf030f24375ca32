package io.orderflow.catalog.web;

import com.fasterxml.jackson.annotation.JsonGetter;
import io.orderflow.catalog.ListingPicture;
import io.swagger.v3.oas.annotations.media.Schema;
import org.springframework.boot.jackson.JsonMixin;

/** What the API tells of a picture beside what is kept of it: where it is read. */
@JsonMixin(ListingPicture.class)
interface ListingPictureJson {

	@JsonGetter("href")
	@Schema(description = "Where it is read, at most 1,600 pixels on a side")
	String href();

	@JsonGetter("smallHref")
	@Schema(description = "Where it is read, at most 640 pixels on a side")
	String smallHref();

}
