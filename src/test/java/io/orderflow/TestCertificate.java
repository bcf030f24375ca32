package io.orderflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for {@code localhost} that only tests trust, made anew by the JDK's own
 * tool.
 */
public final class TestCertificate {

	private static final char[] PASSWORD = "for tests only".toCharArray();

	private static TestCertificate made;

	private final KeyStore store;

	private TestCertificate(KeyStore store) {
		this.store = store;
	}

	/** One for the whole run: making it takes most of a second. */
	public static synchronized TestCertificate get() {
		try {
			if (made == null) {
				made = new TestCertificate(make());
			}
			return made;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

	/** For a server of a test. */
	public SSLContext server() {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(this.store, PASSWORD);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys.getKeyManagers(), null, null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new AssertionError(ex);
		}
	}

	/** For a client that trusts this certificate and no other. */
	public SSLContext client() {
		try {
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("localhost", this.store.getCertificate("localhost"));
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static KeyStore make() throws IOException, GeneralSecurityException {
		Path file = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "tls")
			.resolve("localhost.p12");
		Process tool = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "localhost", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore",
				file.toString(), "-storepass", new String(PASSWORD)))
			.redirectErrorStream(true)
			.start();
		String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			if (tool.waitFor() != 0) {
				throw new AssertionError(said);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new AssertionError(ex);
		}
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD);
		}
		return store;
	}

}
