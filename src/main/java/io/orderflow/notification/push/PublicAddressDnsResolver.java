package io.orderflow.notification.push;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Guards the addresses that browsers give for pushing to them: whatever is sent there is
 * sent from within our network. A name is looked up for every connection, and the address
 * checked that is really connected to: it can point elsewhere each time. When a browser
 * subscribes no name is looked up, since whoever owns one decides how long that takes. By
 * hand, since the resolvers that come with the HTTP client follow a name to any address.
 */
@Component
class PublicAddressDnsResolver implements DnsResolver {

	static final int MAX_LENGTH = 2_000;

	private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");

	/** Whoever owns a name decides how long looking it up takes. */
	private static final Duration FOUND_WITHIN = Duration.ofSeconds(3);

	/**
	 * A thread hangs as long as the resolver of the system does, some 30 s; each loop of
	 * pushes begins another one after three.
	 */
	private static final int LOOKED_UP_AT_ONCE = 32;

	private final PushSettings settings;

	private final DnsResolver names;

	private final Duration foundWithin;

	private final ExecutorService lookups = new ThreadPoolExecutor(0, LOOKED_UP_AT_ONCE, 30, TimeUnit.SECONDS,
			new SynchronousQueue<>(), (task) -> {
				Thread thread = new Thread(task, "push-lookup");
				thread.setDaemon(true);
				return thread;
			});

	@Autowired
	PublicAddressDnsResolver(PushSettings settings) {
		this(settings, SystemDefaultDnsResolver.INSTANCE, FOUND_WITHIN);
	}

	/**
	 * @param names where names are looked up
	 * @param foundWithin how long that is waited for
	 */
	PublicAddressDnsResolver(PushSettings settings, DnsResolver names, Duration foundWithin) {
		this.settings = settings;
		this.names = names;
		this.foundWithin = foundWithin;
	}

	/** The name resolves to an address that nobody outside should reach through us. */
	static final class NotPublicException extends UnknownHostException {

		NotPublicException(String host) {
			super("The address of " + host + " is not public");
		}

	}

	/**
	 * What is wrong with an address as it is written: the code of a refusal; empty when
	 * it can be used as far as one can tell without looking its name up.
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
			return isPrivate(host) ? Optional.of("push-endpoint-private") : Optional.empty();
		}
		catch (URISyntaxException | UnknownHostException ex) {
			return Optional.of("push-endpoint-unusable");
		}
	}

	private boolean isPrivate(String host) throws UnknownHostException {
		if (this.settings.privateHosts().contains(host)) {
			return false;
		}
		boolean number = host.matches("\\[.*]|[0-9.]+");
		return number ? !PublicAddress.is(this.names.resolve(host)[0])
				: host.equals("localhost") || host.endsWith(".localhost");
	}

	private boolean isAllowed(String host) {
		List<String> allowed = this.settings.allowedHosts();
		return allowed.isEmpty() || allowed.stream()
			.map((name) -> name.toLowerCase(Locale.ROOT))
			.anyMatch((name) -> host.equals(name) || host.endsWith("." + name));
	}

	@Override
	public InetAddress[] resolve(String host) throws UnknownHostException {
		InetAddress[] addresses = lookUp(host);
		boolean allPublic = Arrays.stream(addresses).allMatch(PublicAddress::is);
		if (!allPublic && !this.settings.privateHosts().contains(host)) {
			throw new NotPublicException(host);
		}
		return addresses;
	}

	private InetAddress[] lookUp(String host) throws UnknownHostException {
		try {
			return this.lookups.submit(() -> this.names.resolve(host))
				.get(this.foundWithin.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException | RejectedExecutionException ex) {
			throw new UnknownHostException(host + " was not found in time");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new UnknownHostException(host + " was looked for no longer");
		}
		catch (ExecutionException ex) {
			UnknownHostException unknown = new UnknownHostException(host);
			unknown.initCause(ex.getCause());
			throw unknown;
		}
	}

	@Override
	public String resolveCanonicalHostname(String host) {
		return host;
	}

}
