package io.orderflow.notification.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Reads the keys that a browser gives, and finds the broken ones before they are used. By
 * hand, since the push library reads them when it sends, when nobody is there to be told.
 */
final class PushKeyReader {

	private static final int POINT = 65;

	private static final int SECRET = 16;

	private static final ECParameterSpec P256 = p256();

	private PushKeyReader() {
	}

	/** A public key as it is kept; empty when it is no point of the curve. */
	static Optional<String> publicKey(@Nullable String given) {
		return bytes(given).filter(PushKeyReader::isOnCurve).map(PushKeyReader::text);
	}

	/** A secret as it is kept; empty when it is not one of 16 bytes. */
	static Optional<String> secret(@Nullable String given) {
		return bytes(given).filter((bytes) -> bytes.length == SECRET).map(PushKeyReader::text);
	}

	private static String text(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static Optional<byte[]> bytes(@Nullable String given) {
		if (given == null || given.length() > 200) {
			return Optional.empty();
		}
		try {
			return Optional.of(Base64.getUrlDecoder().decode(given.replace('+', '-').replace('/', '_')));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static boolean isOnCurve(byte[] point) {
		if (point.length != POINT || point[0] != 4) {
			return false;
		}
		BigInteger p = ((ECFieldFp) P256.getCurve().getField()).getP();
		BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
		BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 33, POINT));
		BigInteger right = x.pow(3).add(P256.getCurve().getA().multiply(x)).add(P256.getCurve().getB()).mod(p);
		return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
	}

	private static ECParameterSpec p256() {
		try {
			AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
			parameters.init(new ECGenParameterSpec("secp256r1"));
			return parameters.getParameterSpec(ECParameterSpec.class);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java has P-256", ex);
		}
	}

}
