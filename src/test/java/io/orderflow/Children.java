package io.orderflow;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes that this one has begun, asked for again and again. Java itself would
 * read each time of every process of the machine who began it: here only those are read
 * that were not there before.
 */
public final class Children {

	private static final Optional<ProcessHandle> PARENT = Optional.of(ProcessHandle.current());

	/** By number. */
	private final Set<Long> ofOthers = ProcessHandle.allProcesses()
		.filter((process) -> !process.parent().equals(PARENT))
		.map(ProcessHandle::pid)
		.collect(Collectors.toSet());

	/** Those that are alive now. */
	public Stream<ProcessHandle> alive() {
		return Stream.of(Objects.requireNonNull(Path.of("/proc").toFile().list()))
			.filter((name) -> Character.isDigit(name.charAt(0)))
			.map(Long::valueOf)
			.filter((number) -> !this.ofOthers.contains(number))
			.flatMap((number) -> ProcessHandle.of(number).stream())
			.filter((process) -> process.parent().equals(PARENT));
	}

}
