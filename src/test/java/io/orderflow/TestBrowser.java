package io.orderflow;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser that is pushed to: a key pair and a secret, and RFC 8291 read from the
 * receiving side, written here so that nothing of the application tests itself.
 */
public final class TestBrowser {

	private static final ECParameterSpec P256 = ((ECPublicKey) newPair().getPublic()).getParams();

	private final ECPrivateKey privateKey;

	private final byte[] publicKey;

	private final byte[] auth;

	private TestBrowser(ECPrivateKey privateKey, byte[] publicKey, byte[] auth) {
		this.privateKey = privateKey;
		this.publicKey = publicKey;
		this.auth = auth;
	}

	public static TestBrowser fresh() {
		KeyPair pair = newPair();
		byte[] auth = new byte[16];
		new SecureRandom().nextBytes(auth);
		return new TestBrowser((ECPrivateKey) pair.getPrivate(), point(((ECPublicKey) pair.getPublic()).getW()), auth);
	}

	/** A browser whose keys are known, all base64url. */
	public static TestBrowser of(String privateKey, String publicKey, String auth) {
		try {
			ECPrivateKey key = (ECPrivateKey) KeyFactory.getInstance("EC")
				.generatePrivate(new ECPrivateKeySpec(new BigInteger(1, decoded(privateKey)), P256));
			return new TestBrowser(key, decoded(publicKey), decoded(auth));
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

	/** What subscribes it, as JSON, where nobody answers. */
	public String subscription() {
		return subscription("https://localhost:9/" + UUID.randomUUID());
	}

	/** The same at an address. */
	public String subscription(String endpoint) {
		return "{\"endpoint\":\"%s\",\"keys\":{\"p256dh\":\"%s\",\"auth\":\"%s\"},\"label\":\"Firefox\"}"
			.formatted(endpoint, p256dh(), auth());
	}

	public String p256dh() {
		return encoded(this.publicKey);
	}

	public String auth() {
		return encoded(this.auth);
	}

	/** What was pushed: the content of an {@code aes128gcm} body of one record. */
	public String read(byte[] body) {
		try {
			ByteBuffer header = ByteBuffer.wrap(body);
			byte[] salt = taken(header, 16);
			int recordSize = header.getInt();
			byte[] sender = taken(header, header.get());
			byte[] sealed = taken(header, header.remaining());
			if (sealed.length > recordSize || body.length > 4096) {
				throw new AssertionError("Too large: " + body.length);
			}
			KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
			agreement.init(this.privateKey);
			agreement.doPhase(publicKey(sender), true);
			byte[] info = joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), this.publicKey, sender,
					new byte[] { 1 });
			byte[] input = hmac(hmac(this.auth, agreement.generateSecret()), info);
			byte[] random = hmac(salt, input);
			byte[] key = Arrays.copyOf(hmac(random, label("Content-Encoding: aes128gcm\0")), 16);
			byte[] nonce = Arrays.copyOf(hmac(random, label("Content-Encoding: nonce\0")), 12);
			Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
			cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
			byte[] padded = cipher.doFinal(sealed);
			int end = padded.length - 1;
			while (padded[end] == 0) {
				end--;
			}
			if (padded[end] != 2) {
				throw new AssertionError("The last record ends in 2, not in " + padded[end]);
			}
			return new String(padded, 0, end, StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

	/** An uncompressed point as a key, for whoever checks a signature. */
	public static ECPublicKey publicKey(byte[] point) {
		try {
			ECPoint w = new ECPoint(new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
					new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
			return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, P256));
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

	private static KeyPair newPair() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

	private static byte[] point(ECPoint point) {
		return joined(new byte[] { 4 }, fixed(point.getAffineX()), fixed(point.getAffineY()));
	}

	private static byte[] fixed(BigInteger number) {
		byte[] bytes = number.toByteArray();
		byte[] fixed = new byte[32];
		int length = Math.min(bytes.length, 32);
		System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
		return fixed;
	}

	private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(key, "HmacSHA256"));
		return mac.doFinal(data);
	}

	private static byte[] label(String label) {
		return joined(label.getBytes(StandardCharsets.US_ASCII), new byte[] { 1 });
	}

	private static byte[] joined(byte[]... parts) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			joined.writeBytes(part);
		}
		return joined.toByteArray();
	}

	private static byte[] taken(ByteBuffer from, int length) {
		byte[] bytes = new byte[length];
		from.get(bytes);
		return bytes;
	}

	private static String encoded(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static byte[] decoded(String text) {
		return Base64.getUrlDecoder().decode(text);
	}

}
