package io.orderflow.platform.audit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What counts as one sender where senders are bounded: an address, and of IPv6 the /64
 * that one customer gets, who has plenty of addresses in it.
 */
public final class SenderNetwork {

	private static final int NETWORK_BYTES = 8;

	private SenderNetwork() {
	}

	/** Never looks a name up: what is no address stays as it is. */
	public static String of(String address) {
		String plain = address.contains("%") ? address.substring(0, address.indexOf('%')) : address;
		if (!plain.contains(":") || !plain.matches("[0-9A-Fa-f:.]+")) {
			return plain;
		}
		try {
			return (InetAddress.getByName(plain) instanceof Inet6Address six)
					? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) : plain;
		}
		catch (UnknownHostException ex) {
			return plain;
		}
	}

}
