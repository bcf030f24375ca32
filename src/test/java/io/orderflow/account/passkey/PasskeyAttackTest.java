package io.orderflow.account.passkey;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import com.jayway.jsonpath.JsonPath;
import io.orderflow.HeldOrders;
import io.orderflow.Newcomers;
import io.orderflow.OrderflowTest;
import io.orderflow.Visitor;
import io.orderflow.platform.UserStore;
import io.orderflow.platform.audit.SenderNetwork;
import io.orderflow.platform.quota.AccountQuota;
import io.orderflow.platform.signin.SignedInUser;
import io.orderflow.platform.signin.SignedInUsers;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** Somebody's own script speaks for the authenticator, and says what no browser would. */
@OrderflowTest
class PasskeyAttackTest {

	private static final String REGISTRATION = "/webauthn/register";

	private static final String SIGN_IN = "/login/webauthn";

	@LocalServerPort
	private int port;

	@Autowired
	private Newcomers newcomers;

	@Autowired
	private AccountQuota quota;

	@Autowired
	private PasskeyService passkeys;

	@Autowired
	private SignedInUsers users;

	@Autowired
	private UserStore accounts;

	@Autowired
	private HeldOrders held;

	@Test
	void whoever_only_holds_the_device_is_not_signed_in() throws GeneralSecurityException {
		String noah = this.newcomers.freelancer();
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		assertThat(registered(signedIn(noah), passkey).statusCode()).isEqualTo(200);

		Visitor thief = Visitor.stranger(this.port);
		assertThat(answered(thief, passkey, false).statusCode()).isEqualTo(403);
		assertThat(thief.get("/api/me").statusCode()).isEqualTo(401);

		Visitor owner = Visitor.stranger(this.port);
		assertThat(answered(owner, passkey, true).statusCode()).isEqualTo(200);
		assertThat(owner.get("/api/me").body()).contains(noah);
	}

	/** It is no wrong one: nothing counts against the sender, and nobody reads of it. */
	@Test
	void a_right_passkey_waits_too_where_there_were_too_many_sign_ins() throws GeneralSecurityException {
		String noah = this.newcomers.freelancer();
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		registered(signedIn(noah), passkey);
		this.quota.count(noah + " " + SenderNetwork.of("127.0.0.1"), AccountQuota.Made.SIGN_IN, 999_999);

		HttpResponse<String> refused = answered(Visitor.stranger(this.port), passkey, true);
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).isPresent();
		assertThat(refused.body()).contains("sign-in-paused");
	}

	@Test
	void a_device_that_makes_sure_of_nobody_is_not_added() throws GeneralSecurityException {
		Visitor noah = signedIn(this.newcomers.freelancer());
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		HttpResponse<String> refused = noah.post(REGISTRATION,
				passkey.registration(noah.post(REGISTRATION + "/options", "{}").body(), false));
		assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
		assertThat(refused.body()).contains("passkey-refused");
		assertThat(answered(Visitor.stranger(this.port), passkey, true).statusCode()).isEqualTo(403);
		assertThat(registered(noah, passkey).statusCode()).as("the same, once it has").isEqualTo(200);
	}

	@Test
	void an_answer_is_good_once() throws GeneralSecurityException {
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		registered(signedIn(this.newcomers.freelancer()), passkey);
		Visitor owner = Visitor.stranger(this.port);
		owner.readCsrf();
		String answer = passkey.answer(owner.post("/webauthn/authenticate/options", "{}").body(), true);
		assertThat(owner.post(SIGN_IN, answer).statusCode()).isEqualTo(200);
		assertThat(owner.post(SIGN_IN, answer).statusCode()).isEqualTo(403);
		Visitor elsewhere = Visitor.stranger(this.port);
		elsewhere.readCsrf();
		elsewhere.post("/webauthn/authenticate/options", "{}");
		assertThat(elsewhere.post(SIGN_IN, answer).statusCode()).isEqualTo(403);
	}

	@Test
	void what_is_no_passkey_is_refused_in_a_sentence() throws GeneralSecurityException {
		Visitor noah = signedIn(this.newcomers.freelancer());
		Map<String, String> labels = new LinkedHashMap<>();
		labels.put("", "text-missing");
		labels.put(" ", "text-missing");
		labels.put("x".repeat(101), "text-too-long");
		labels.put("a\0b", "text-null-character");
		labels.put("Phone\r\nBcc: eve@orderflow.example", "one-line-only");
		for (Map.Entry<String, String> label : labels.entrySet()) {
			HttpResponse<String> answer = registered(noah, new SoftwarePasskey(this.port, 32).called(label.getKey()));
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
			assertThat(answer.body()).contains(label.getValue());
		}
		SoftwarePasskey otherKind = new SoftwarePasskey(this.port, 32);
		otherKind.type = "x".repeat(200);
		SoftwarePasskey otherWay = new SoftwarePasskey(this.port, 32);
		otherWay.transports = List.of("internal", "a way of the year 2040");
		for (SoftwarePasskey passkey : List.of(new SoftwarePasskey(this.port, 1_000), otherKind, otherWay)) {
			HttpResponse<String> answer = registered(noah, passkey);
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
			assertThat(answer.body()).contains("passkey-refused");
		}
	}

	/**
	 * Else an account could take the id of somebody's passkey before they add it here.
	 */
	@Test
	void a_passkey_is_kept_under_the_id_that_it_attests() throws GeneralSecurityException {
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		passkey.registeredAs = new byte[32];
		HttpResponse<String> answer = registered(signedIn(this.newcomers.freelancer()), passkey);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
		assertThat(answer.body()).contains("passkey-refused");
	}

	@Test
	void a_passkey_that_says_it_is_anothers_signs_nobody_in() throws GeneralSecurityException {
		Visitor noah = signedIn(this.newcomers.freelancer());
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		assertThat(registered(noah, passkey).statusCode()).isEqualTo(200);
		passkey.owner = JsonPath.read(noah.post(REGISTRATION + "/options", "{}").body(), "$.user.id");
		assertThat(answered(Visitor.stranger(this.port), passkey, true).statusCode()).isEqualTo(200);
		passkey.owner = JsonPath.read(signedIn(this.newcomers.client()).post(REGISTRATION + "/options", "{}").body(),
				"$.user.id");
		assertThat(answered(Visitor.stranger(this.port), passkey, true).statusCode()).isEqualTo(403);
	}

	/** Signing in writes when it did: that brings nothing back. */
	@Test
	void a_passkey_that_is_removed_while_it_signs_in_signs_nobody_in_and_is_gone() throws Exception {
		String noah = this.newcomers.freelancer();
		Visitor owner = signedIn(noah);
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		registered(owner, passkey);
		Visitor thief = Visitor.stranger(this.port);
		AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
		this.held.whileRowsAreHeld("user_entities where name = '" + noah + "'", () -> {
			try {
				answer.set(answered(thief, passkey, true));
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		}, () -> this.passkeys.remove(noah, this.passkeys.of(noah).get(0).id(), null));
		assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(403);
		assertThat(this.passkeys.of(noah)).isEmpty();
		assertThat(thief.get("/api/me").statusCode()).isEqualTo(401);
	}

	/** Also those that nobody has kept yet when it is removed. */
	@Test
	void sessions_that_began_before_a_passkey_was_removed_end_but_for_the_one_that_removes_it() throws Exception {
		String noah = this.newcomers.freelancer();
		Visitor owner = signedIn(noah);
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		registered(owner, passkey);
		SignedInUser begun = this.users.load(noah);
		Visitor thief = Visitor.stranger(this.port);
		assertThat(answered(thief, passkey, true).statusCode()).isEqualTo(200);
		String id = this.passkeys.of(noah).get(0).id();
		assertThat(owner.form("/account/passkeys/" + id + "/removal", Map.of()).statusCode()).isEqualTo(302);
		assertThat(owner.get("/api/me").statusCode()).isEqualTo(200);
		assertThat(thief.get("/api/me").statusCode()).isEqualTo(401);
		assertThat(this.users.isPresent(begun)).isFalse();
	}

	@Test
	void nobody_adds_a_passkey_in_a_session_that_ends_at_that_moment() throws Exception {
		String noah = this.newcomers.freelancer();
		Visitor thief = signedIn(noah);
		SoftwarePasskey passkey = new SoftwarePasskey(this.port, 32);
		String registration = passkey.registration(thief.post(REGISTRATION + "/options", "{}").body());
		AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
		this.held.whileRowsAreHeld("act_id_user where id_ = '" + noah + "'",
				() -> answer.set(thief.post(REGISTRATION, registration)),
				() -> this.accounts.changePassword(noah, "quite another one"));
		assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(403);
		assertThat(this.passkeys.of(noah)).isEmpty();
	}

	/** What lets the session go on must not be asked for by one that has ended. */
	@Test
	void nobody_removes_a_passkey_in_a_session_that_ends_at_that_moment() throws Exception {
		String noah = this.newcomers.freelancer();
		Visitor thief = signedIn(noah);
		registered(thief, new SoftwarePasskey(this.port, 32));
		String removal = "/account/passkeys/" + this.passkeys.of(noah).get(0).id() + "/removal";
		AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
		this.held.whileRowsAreHeld("act_id_user where id_ = '" + noah + "'",
				() -> answer.set(thief.form(removal, Map.of())),
				() -> this.accounts.changePassword(noah, "quite another one"));
		assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(403);
		assertThat(this.passkeys.of(noah)).hasSize(1);
		assertThat(thief.get("/api/me").statusCode()).isEqualTo(401);
	}

	@Test
	void nothing_is_no_answer() {
		Visitor stranger = Visitor.stranger(this.port);
		stranger.readCsrf();
		for (String body : List.of("null", "", "[]", "{}")) {
			stranger.post("/webauthn/authenticate/options", "{}");
			assertThat(stranger.post(SIGN_IN, body).statusCode()).as(body).isEqualTo(403);
		}
	}

	/**
	 * A tag before a tag before a tag takes a parser four times as long for twice as
	 * many.
	 */
	@Test
	void what_takes_a_parser_long_is_not_read() throws GeneralSecurityException {
		Visitor noah = signedIn(this.newcomers.freelancer());
		byte[] tags = repeated(700_000, 0xC1);
		String registration = withAttestation(noah, tags);
		isTooLarge(noah.post(REGISTRATION, registration));
		for (String type : List.of("application/json", "multipart/form-data; boundary=x")) {
			for (String path : List.of(REGISTRATION, SIGN_IN)) {
				isTooLarge(noah.send(noah.request(path)
					.header("Content-Type", type)
					.POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(registration)))));
			}
		}
	}

	@Test
	void what_no_parser_takes_is_refused_in_a_sentence() throws GeneralSecurityException {
		Visitor noah = signedIn(this.newcomers.freelancer());
		byte[] number = repeated(8_003, 0xFF);
		System.arraycopy(new byte[] { (byte) 0xC2, 0x59, 0x1F, 0x40 }, 0, number, 0, 4);
		for (byte[] attestation : List.of(repeated(9_000, 0xC1), repeated(9_000, 0xA1, 0x61, 0x61),
				repeated(9_000, 0x81), number, new byte[0])) {
			HttpResponse<String> answer = noah.post(REGISTRATION, withAttestation(noah, attestation));
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
			assertThat(answer.body()).contains("passkey-refused");
		}
	}

	private String withAttestation(Visitor owner, byte[] attestation) throws GeneralSecurityException {
		String registration = new SoftwarePasskey(this.port, 32)
			.registration(owner.post(REGISTRATION + "/options", "{}").body());
		return registration.replaceFirst("\"attestationObject\":\"[^\"]*",
				"\"attestationObject\":\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(attestation));
	}

	private static byte[] repeated(int length, int... bytes) {
		byte[] all = new byte[length];
		for (int i = 0; i < length; i++) {
			all[i] = (byte) bytes[i % bytes.length];
		}
		return all;
	}

	private static void isTooLarge(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
		assertThat(answer.body()).contains("request-too-large");
	}

	private Visitor signedIn(String id) {
		Visitor visitor = Visitor.stranger(this.port);
		assertThat(visitor.signIn(id, Newcomers.PASSWORD).statusCode()).isEqualTo(302);
		visitor.readCsrf();
		return visitor;
	}

	private static HttpResponse<String> registered(Visitor owner, SoftwarePasskey passkey)
			throws GeneralSecurityException {
		return owner.post(REGISTRATION, passkey.registration(owner.post(REGISTRATION + "/options", "{}").body()));
	}

	private static HttpResponse<String> answered(Visitor sender, SoftwarePasskey passkey, boolean verified)
			throws GeneralSecurityException {
		sender.readCsrf();
		String options = sender.post("/webauthn/authenticate/options", "{}").body();
		return sender.post(SIGN_IN, passkey.answer(options, verified));
	}

}
