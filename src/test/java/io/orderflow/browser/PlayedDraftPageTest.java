package io.orderflow.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.microsoft.playwright.Locator;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.SampleFiles;
import io.orderflow.attachment.AttachmentService;
import io.orderflow.order.OrderStep;
import io.orderflow.order.step.SubmitDraft;
import io.orderflow.scenario.Marketplace;
import io.orderflow.scenario.OrderScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A client hears the sounds of a draft on the order's page, where they may (B8). */
@OrderflowTest
@ExtendWith(Chromium.class)
class PlayedDraftPageTest {

	/** Its first bytes. */
	private static final byte[] FILM = HexFormat.of().parseHex("00000018667479706d703432000000006d70343269736f6d");

	@LocalServerPort
	private int port;

	@Autowired
	private Marketplace marketplace;

	@Autowired
	private AttachmentService attachments;

	private OrderScenario order;

	@ParameterizedTest
	@ValueSource(strings = { "en", "fr" })
	void the_client_plays_a_sound_and_finds_another_place_in_it(String language) throws IOException {
		aJingle(language);
		try (PageInspector camille = at(PageInspector.PHONE)) {
			camille.go("/orders/" + this.order.number());
			Locator player = camille.find("#now audio");
			Locator film = camille.find("#now video");
			for (Locator one : List.of(player, film)) {
				assertThat(one).isVisible();
				assertThat(one).hasJSProperty("readyState", 0);
			}
			camille.looks("played-draft-" + language);
			play(player);
			assertThat(player.evaluate("""
					(audio) => new Promise((found) => {
						audio.addEventListener("seeked", () => found(Math.floor(audio.currentTime)), { once: true });
						audio.currentTime = 25;
					})""")).isEqualTo(25);
			assertThat(camille.complaints()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "en,This browser cannot play it,ask for an excerpt of it in a message",
			"fr,Ce navigateur ne peut pas le lire,demandez-en un extrait par message" })
	void what_the_browser_cannot_play_is_said_to_be_unseen(String language, String unplayable, String ask)
			throws IOException {
		aJingle(language);
		try (PageInspector camille = at(PageInspector.PHONE)) {
			camille.go("/orders/" + this.order.number());
			Locator says = camille.find("#now .unplayable");
			for (Locator one : says.all()) {
				assertThat(one).isEmpty();
			}
			play(camille.find("#now audio"));
			assertThat(says.first()).isEmpty();
			camille.find("#now video").evaluate("(film) => film.play().catch(() => null)");
			assertThat(says.last()).containsText(unplayable);
			assertThat(says.last()).containsText(ask);
			assertThat(says.first()).isEmpty();
			PageAudit.once(camille.page(), "played-draft-unplayable-" + language);
		}
	}

	@Test
	void what_plays_is_not_taken_away_by_what_happens_meanwhile() throws IOException {
		aJingle("en");
		try (PageInspector camille = at(PageInspector.WIDE)) {
			camille.go("/orders/" + this.order.number());
			Locator player = camille.find("#now audio");
			play(player);
			this.order.extensionAsked(this.order.freelancer(), Duration.ofDays(2));
			assertThat(camille.find("#changed-meanwhile")).isVisible();
			assertThat(player).hasJSProperty("paused", false);
		}
	}

	@Test
	void without_scripts_the_browser_plays_it_too() throws IOException {
		aJingle("en");
		try (PageInspector camille = PageInspector.withoutScripts(Chromium.browser(), this.port, this.order.client(),
				Newcomers.PASSWORD)) {
			camille.go("/orders/" + this.order.number());
			play(camille.find("#now audio"));
		}
	}

	/** Muted: nobody has clicked. */
	private static void play(Locator player) {
		player.evaluate("(audio) => { audio.muted = true; return audio.play(); }");
		assertThat((Integer) player.evaluate("(audio) => audio.readyState")).isGreaterThanOrEqualTo(2);
	}

	private PageInspector at(int width) {
		return PageInspector.at(Chromium.browser(), this.port, width, this.order.client(), Newcomers.PASSWORD);
	}

	private void aJingle(String language) throws IOException {
		this.order = this.marketplace.anOrderBetweenNewcomers(Locale.forLanguageTag(language))
			.until(OrderStep.SUBMIT_DRAFT);
		UUID jingle = upload("jingle.wav", SampleFiles.wav(30));
		UUID film = upload("film.mp4", FILM);
		this.order.decided(new SubmitDraft.Decision("The jingle", List.of(jingle, film), null, true))
			.previewAnswered("notMade");
	}

	private UUID upload(String name, byte[] content) throws IOException {
		return this.attachments
			.upload(this.order.freelancer(), name, null, (long) content.length, new ByteArrayInputStream(content))
			.id();
	}

}
