package io.orderflow.notification.push;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Whether an address is one of the Internet's: not of this machine, this network, or of a
 * range set apart for other things (RFC 6890), also when it hides in another one. By
 * hand, since {@link InetAddress} knows a few of these ranges only, and no address inside
 * another.
 */
final class PublicAddress {

	private static final List<Range> NOT_PUBLIC = List.of(range("0.0.0.0", 8), range("10.0.0.0", 8),
			range("100.64.0.0", 10), range("127.0.0.0", 8), range("169.254.0.0", 16), range("172.16.0.0", 12),
			range("192.0.0.0", 24), range("192.0.2.0", 24), range("192.88.99.0", 24), range("192.168.0.0", 16),
			range("198.18.0.0", 15), range("198.51.100.0", 24), range("203.0.113.0", 24), range("224.0.0.0", 3),
			range("::", 96), range("64:ff9b:1::", 48), range("100::", 64), range("2001::", 23), range("2001:db8::", 32),
			range("3fff::", 20), range("5f00::", 16), range("fc00::", 7), range("fe80::", 9), range("ff00::", 8));

	private static final Range NAT64 = range("64:ff9b::", 96);

	private static final Range SIX_TO_FOUR = range("2002::", 16);

	private PublicAddress() {
	}

	private record Range(byte[] prefix, int bits) {

		boolean contains(byte[] address) {
			if (address.length != this.prefix.length) {
				return false;
			}
			for (int bit = 0; bit < this.bits; bit++) {
				if (((address[bit / 8] ^ this.prefix[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
					return false;
				}
			}
			return true;
		}

	}

	static boolean is(InetAddress address) {
		byte[] bytes = address.getAddress();
		if (NOT_PUBLIC.stream().anyMatch((range) -> range.contains(bytes))) {
			return false;
		}
		if (NAT64.contains(bytes)) {
			return is(hidden(bytes, 12));
		}
		return !SIX_TO_FOUR.contains(bytes) || is(hidden(bytes, 2));
	}

	private static InetAddress hidden(byte[] address, int from) {
		try {
			return Inet4Address.getByAddress(Arrays.copyOfRange(address, from, from + 4));
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException("Four bytes are an address", ex);
		}
	}

	private static Range range(String prefix, int bits) {
		try {
			return new Range(InetAddress.getByName(prefix).getAddress(), bits);
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(prefix, ex);
		}
	}

}
