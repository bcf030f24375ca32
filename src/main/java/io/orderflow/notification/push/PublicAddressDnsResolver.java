package io.orderflow.notification.push;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.DnsResolver;

import org.springframework.stereotype.Component;

/**
 * Guards the addresses that browsers give for pushing to them: whatever is sent there is
 * sent from within our network. Checked when a browser subscribes, and again for every
 * connection, on the address that is really connected to: a name can point elsewhere by
 * then. By hand, since the resolvers that come with the HTTP client follow a name to any
 * address.
 */
@Component
class PublicAddressDnsResolver implements DnsResolver {

	static final int MAX_LENGTH = 2_000;

	private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

	private final PushSettings settings;

	PublicAddressDnsResolver(PushSettings settings) {
		this.settings = settings;
	}

	/** The name resolves to an address that nobody outside should reach through us. */
	static final class NotPublicException extends UnknownHostException {

		NotPublicException(String host) {
			super("The address of " + host + " is not public");
		}

	}

	/**
	 * What is wrong with an address: the code of a refusal; empty when it can be used. A
	 * name that nobody knows at this moment is let pass: it is asked for again later.
	 */
	Optional<String> problem(String endpoint) {
		if (endpoint.length() > MAX_LENGTH || !PRINTABLE.matcher(endpoint).matches()) {
			return Optional.of("push-endpoint-unusable");
		}
		try {
			URI address = new URI(endpoint);
			if (!"https".equalsIgnoreCase(address.getScheme())) {
				return Optional.of("push-endpoint-not-https");
			}
			if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
				return Optional.of("push-endpoint-unusable");
			}
			String host = address.getHost().toLowerCase(Locale.ROOT);
			if (!isAllowed(host)) {
				return Optional.of("push-endpoint-not-allowed");
			}
			resolve(host);
			return Optional.empty();
		}
		catch (URISyntaxException ex) {
			return Optional.of("push-endpoint-unusable");
		}
		catch (NotPublicException ex) {
			return Optional.of("push-endpoint-private");
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	private boolean isAllowed(String host) {
		List<String> allowed = this.settings.allowedHosts();
		return allowed.isEmpty() || allowed.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.anyMatch((name) -> host.equals(name) || host.endsWith("." + name));
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] addresses = InetAddress.getAllByName(host);
		boolean allPublic = Arrays.stream(addresses).allMatch(PublicAddress::is);
		if (!allPublic && !this.settings.privateHosts().contains(host)) {
			throw new NotPublicException(host);
		}
		return addresses;
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}
