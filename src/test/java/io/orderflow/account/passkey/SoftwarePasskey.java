package io.orderflow.account.passkey;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import com.jayway.jsonpath.JsonPath;
import com.webauthn4j.converter.util.CborConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.EC2COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator that says whatever a test has it say, where the one that Chromium
 * plays keeps the rules.
 */
final class SoftwarePasskey {

	private static final int PRESENT = 1;

	private static final int VERIFIED = 4;

	private static final int NEW = 0x40;

	private final CborConverter cbor = new ObjectConverter().getCborConverter();

	private final String origin;

	private final byte[] id;

	private final KeyPair key;

	/** What the script calls it. */
	String label = "Key ring";

	String type = "public-key";

	List<String> transports = List.of("internal");

	/** As what it is registered, if not as what it attests. */
	byte @Nullable [] registeredAs;

	/** Whose it says it is; nothing where it does not say. */
	@Nullable String owner;

	private int count;

	SoftwarePasskey(int port, int idLength) throws GeneralSecurityException {
		this.origin = "http://localhost:" + port;
		this.id = new byte[idLength];
		ThreadLocalRandom.current().nextBytes(this.id);
		KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
		keys.initialize(new ECGenParameterSpec("secp256r1"));
		this.key = keys.generateKeyPair();
	}

	SoftwarePasskey called(String name) {
		this.label = name;
		return this;
	}

	/** What a script sends to register it. */
	String registration(String options) throws GeneralSecurityException {
		return registration(options, true);
	}

	/** The same of one that may have made sure of nobody. */
	String registration(String options, boolean verified) throws GeneralSecurityException {
		byte[] cose = this.cbor
			.writeValueAsBytes(EC2COSEKey.create((ECPublicKey) this.key.getPublic(), COSEAlgorithmIdentifier.ES256));
		byte[] data = join(data((verified ? PRESENT | VERIFIED : PRESENT) | NEW), new byte[16],
				ByteBuffer.allocate(2).putShort((short) this.id.length).array(), this.id, cose);
		Map<String, Object> attestation = new LinkedHashMap<>();
		attestation.put("fmt", "none");
		attestation.put("attStmt", Map.of());
		attestation.put("authData", data);
		Map<String, Object> credential = credential(Map.of("clientDataJSON", base64(client("webauthn.create", options)),
				"attestationObject", base64(this.cbor.writeValueAsBytes(attestation)), "transports", this.transports));
		return JSONObject.toJSONString(Map.of("publicKey", Map.of("credential", credential, "label", this.label)));
	}

	/** What a script sends to sign in with it. */
	String answer(String options, boolean verified) throws GeneralSecurityException {
		this.count++;
		byte[] client = client("webauthn.get", options);
		byte[] data = data(verified ? PRESENT | VERIFIED : PRESENT);
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(this.key.getPrivate());
		signature.update(join(data, sha256(client)));
		Map<String, Object> response = new LinkedHashMap<>(Map.of("clientDataJSON", base64(client), "authenticatorData",
				base64(data), "signature", base64(signature.sign())));
		if (this.owner != null) {
			response.put("userHandle", this.owner);
		}
		return JSONObject.toJSONString(credential(response));
	}

	private Map<String, Object> credential(Map<String, Object> response) {
		String known = base64((this.registeredAs != null) ? this.registeredAs : this.id);
		return Map.of("id", known, "rawId", known, "type", this.type, "response", response, "clientExtensionResults",
				Map.of());
	}

	private byte[] client(String ceremony, String options) {
		return JSONObject
			.toJSONString(Map.of("type", ceremony, "challenge", JsonPath.read(options, "$.challenge"), "origin",
					this.origin, "crossOrigin", false))
			.getBytes(StandardCharsets.UTF_8);
	}

	private byte[] data(int flags) throws GeneralSecurityException {
		return join(sha256("localhost".getBytes(StandardCharsets.UTF_8)),
				ByteBuffer.allocate(5).put((byte) flags).putInt(this.count).array());
	}

	private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
		return MessageDigest.getInstance("SHA-256").digest(bytes);
	}

	private static byte[] join(byte[]... parts) {
		ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt((part) -> part.length).sum());
		Arrays.stream(parts).forEach(all::put);
		return all.array();
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
