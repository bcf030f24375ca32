package io.orderflow.order.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderflow.SampleFiles;
import io.orderflow.Visitor;
import io.orderflow.order.OrderStep;
import io.orderflow.order.request.Ruling;
import io.orderflow.scenario.OrderScenario;
import io.orderflow.scenario.RequestScenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.orderflow.order.web.Market.created;
import static io.orderflow.order.web.Market.json;
import static io.orderflow.order.web.Market.ok;
import static io.orderflow.order.web.Market.refused;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client plays the films and sounds of a draft before accepting where the freelancer
 * said so with that draft, and has nothing else of it (B8).
 */
class PlayedDraftTest extends BetweenLeaAndCamille {

	private static final byte[] JINGLE = SampleFiles.wav(1);

	private static final byte[] FILM = HexFormat.of()
		.parseHex("0000001866747970" + "6d70343200000000" + "6d70343269736f6d");

	private OrderScenario order;

	private String jingle;

	private String film;

	private String sketch;

	private String notes;

	@BeforeEach
	void filesOfADraft() {
		this.order = this.market.anOrder().until(OrderStep.SUBMIT_DRAFT);
		this.jingle = upload("jingle.wav", JINGLE);
		this.film = upload("film.mp4", FILM);
		this.sketch = upload("sketch.png", SampleFiles.picture("png", 40, 30));
		this.notes = upload("notes.pdf", SampleFiles.pdf(1));
	}

	@Test
	void the_client_plays_films_and_sounds_whole_and_in_parts() {
		submitted(true);
		HttpResponse<byte[]> whole = played(this.market.camille(), this.jingle, "X-None", "");
		assertThat(whole.statusCode()).isEqualTo(200);
		assertThat(whole.body()).isEqualTo(JINGLE);
		assertThat(header(whole, "Content-Type")).as("as browsers know it").isEqualTo("audio/wav");
		assertThat(header(whole, "Content-Disposition")).startsWith("inline;").contains("jingle.wav");
		assertThat(header(whole, "X-Content-Type-Options")).isEqualTo("nosniff");
		assertThat(header(whole, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
		assertThat(header(whole, "Cache-Control")).isEqualTo("private, no-cache");
		assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");

		HttpResponse<byte[]> part = played(this.market.camille(), this.jingle, "Range", "bytes=40-");
		assertThat(part.statusCode()).isEqualTo(206);
		assertThat(part.body()).isEqualTo(Arrays.copyOfRange(JINGLE, 40, JINGLE.length));
		assertThat(header(part, "Content-Range")).isEqualTo("bytes 40-" + (JINGLE.length - 1) + "/" + JINGLE.length);
		assertThat(played(this.market.camille(), this.jingle, "Range", "bytes=" + JINGLE.length + "-").statusCode())
			.isEqualTo(416);
		assertThat(played(this.market.camille(), this.jingle, "If-None-Match", header(whole, "ETag")).statusCode())
			.isEqualTo(304);
		assertThat(header(played(this.camille, this.film, "X-None", ""), "Content-Type")).as("in a browser")
			.isEqualTo("video/mp4");
	}

	@Test
	void everything_else_of_that_draft_stays_as_it_was() {
		submitted(true);
		Visitor client = this.market.camille();
		for (String file : List.of(this.jingle, this.film, this.sketch, this.notes)) {
			refused(client.get("/api/files/" + file), 403, "draft-until-accepted");
			refused(client.get("/api/files/" + file + "/pages"), 403, "draft-until-accepted");
		}
		for (String file : List.of(this.sketch, this.notes)) {
			refused(client.get(play(file)), 403, "draft-until-accepted");
			assertThat(client.send(client.request(play(file)).method("HEAD", BodyPublishers.noBody())).statusCode())
				.isEqualTo(403);
		}
		JsonNode files = draft(client, 0).get("files");
		assertThat(files).hasSize(4).noneMatch((file) -> file.has("href") || file.has("pagesHref"));
		assertThat(files.findValuesAsText("playHref")).containsExactly(play(this.jingle), play(this.film));

		for (Visitor other : List.of(this.market.lea(), this.market.oliver(),
				Visitor.withPassword(this.port, "mona", "orderflow"),
				Visitor.withPassword(this.port, "worker", "orderflow"))) {
			assertThat(other.get(play(this.jingle)).statusCode()).isEqualTo(404);
		}
		assertThat(Visitor.stranger(this.port).get(play(this.jingle)).statusCode()).isEqualTo(401);
		JsonNode own = draft(this.market.lea(), 0);
		assertThat(own.get("playable").asBoolean()).isTrue();
		assertThat(own.get("files").findValues("playHref")).isEmpty();
	}

	@Test
	void without_it_nothing_is_played_and_each_draft_asks_anew() {
		submitted(false);
		refused(this.market.camille().get(play(this.jingle)), 403, "draft-until-accepted");
		assertThat(draft(this.market.camille(), 0).get("files").findValues("playHref")).isEmpty();
		assertThat(this.camille.get(page()).body()).doesNotContain("<audio", "<video");

		this.order.previewAnswered("notMade").changesAsked();
		String second = upload("second.wav", JINGLE);
		submit(true, second);
		this.order.previewAnswered("notMade").changesAsked();
		String third = upload("third.wav", JINGLE);
		submit(false, third);
		Visitor client = this.market.camille();
		refused(client.get(play(this.jingle)), 403, "draft-until-accepted");
		assertThat(client.get(play(second)).statusCode()).isEqualTo(200);
		refused(client.get(play(third)), 403, "draft-until-accepted");
		assertThat(ok(client.get("/api/orders/" + this.order.number())).get("drafts").findValues("playable"))
			.extracting(JsonNode::asBoolean)
			.containsExactly(false, true, false);
	}

	@Test
	void of_an_order_that_is_cancelled_nothing_is_played_any_more() {
		submitted(true);
		this.order.cancellationAsked(this.order.freelancer()).accepted(this.order.client());
		refused(this.market.camille().get(play(this.jingle)), 403, "draft-until-accepted");
		assertThat(draft(this.market.camille(), 0).get("files").findValues("playHref")).isEmpty();
		assertThat(this.camille.get(page()).body()).doesNotContain("<audio", "<video");
	}

	@Test
	void a_moderator_who_is_asked_to_rule_downloads_the_originals_as_ever() {
		submitted(true);
		Visitor mona = Visitor.withPassword(this.port, "mona", "orderflow");
		RequestScenario disputed = this.order.cancellationAsked(this.order.client())
			.refused(this.order.freelancer())
			.disputed(this.order.client());
		assertThat(mona.get("/api/files/" + this.jingle).statusCode()).isEqualTo(200);
		assertThat(mona.get(play(this.jingle)).statusCode()).isEqualTo(404);
		assertThat(Visitor.signedIn(this.port, "mona").get("/disputes/" + this.order.number()).body())
			.contains("jingle.wav")
			.doesNotContain("<audio", "<video");
		disputed.ruled(Ruling.Choice.REFUSE);
	}

	@Test
	void once_the_order_is_accepted_it_is_played_and_downloaded() {
		submitted(true);
		this.order.previewAnswered("notMade").draftApproved().delivered().accepted();
		Visitor client = this.market.camille();
		assertThat(client.get("/api/files/" + this.jingle).statusCode()).isEqualTo(200);
		assertThat(client.get(play(this.jingle)).statusCode()).isEqualTo(200);
		assertThat(client.get("/api/files/" + this.sketch).statusCode()).isEqualTo(200);
		assertThat(client.get(play(this.sketch)).statusCode()).as("not to be played").isEqualTo(404);
	}

	@Test
	void a_form_that_is_refused_keeps_the_tick_and_the_next_one_has_none() {
		String unticked = this.lea.get(page()).body();
		assertThat(unticked).contains("Laisser Camille", "seul le nom s’affiche").doesNotContainPattern(TICKED);
		HttpResponse<String> refused = this.lea.form(page() + "/steps/submitDraft",
				Map.of("message", " ", "files", this.jingle, "playable", "true"));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).containsPattern(TICKED);
		HttpResponse<String> sent = this.lea.form(page() + "/steps/submitDraft",
				Map.of("message", "Le jingle", "files", this.jingle, "playable", "true"));
		assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
		assertThat(draft(this.market.camille(), 0).get("playable").asBoolean()).isTrue();
		assertThat(this.lea.get(page()).body()).contains("peut lire ses vidéos et ses fichiers audio avant d’accepter")
			.doesNotContain("<audio");
		assertThat(this.lea.get(page() + "/timeline").body())
			.contains("lecture des vidéos et des fichiers audio permise");

		this.order.previewAnswered("notMade");
		assertThat(this.camille.get(page()).body()).containsOnlyOnce("<audio")
			.containsPattern(
					"<audio [^>]*src=\"" + play(this.jingle) + "\"[^>]*aria-label=\"Lecteur\u00a0: jingle.wav\"");
		this.order.changesAsked();
		assertThat(this.camille.get(page()).body()).as("among the records").containsOnlyOnce("<audio");
		assertThat(this.camille.get(page() + "/entries/draft-1").body()).containsOnlyOnce("<audio");
		assertThat(this.lea.get(page()).body()).contains("name=\"playable\"").doesNotContainPattern(TICKED);
	}

	private static final String TICKED = "name=\"playable\"[^>]* checked";

	private String page() {
		return "/orders/" + this.order.number();
	}

	private static String play(String file) {
		return "/api/files/" + file + "/play";
	}

	private void submitted(boolean playable) {
		submit(playable, this.jingle, this.film, this.sketch, this.notes);
	}

	private void submit(boolean playable, String... files) {
		ok(this.market.lea()
			.post("/api/orders/" + this.order.number() + "/drafts",
					json(Map.of("message", "A draft", "files", files, "playable", playable))));
	}

	private JsonNode draft(Visitor reader, int index) {
		return ok(reader.get("/api/orders/" + this.order.number())).get("drafts").get(index);
	}

	private String upload(String name, byte[] content) {
		return created(this.market.lea()
			.send(this.market.lea()
				.request("/api/files?name=" + name)
				.header("Content-Type", "application/octet-stream")
				.POST(BodyPublishers.ofByteArray(content))))
			.at("/files/0/id")
			.asText();
	}

	private static HttpResponse<byte[]> played(Visitor reader, String file, String header, String value) {
		return reader.bytes(reader.request(play(file)).header(header, value).GET());
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

}
