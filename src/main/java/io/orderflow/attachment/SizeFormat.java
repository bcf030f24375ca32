package io.orderflow.attachment;

import org.springframework.util.unit.DataSize;

/**
 * Sizes as people read them; the units are the same in every language. By hand, since
 * Spring's {@link DataSize} writes itself in bytes only.
 */
final class SizeFormat {

	private static final String[] UNITS = { "B", "KiB", "MiB", "GiB", "TiB" };

	private SizeFormat() {
	}

	/** In the largest unit that leaves a whole number. */
	static String text(DataSize size) {
		long number = size.toBytes();
		int unit = 0;
		while (number >= 1024 && number % 1024 == 0 && unit < UNITS.length - 1) {
			number /= 1024;
			unit++;
		}
		return number + " " + UNITS[unit];
	}

}
