package io.orderflow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** What the whole application logs, from when this is opened until it is closed. */
public final class LoggedLines implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

	private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			LoggedLines.this.events.add(event);
		}

	};

	public LoggedLines() {
		this.appender.setContext(this.root.getLoggerContext());
		this.appender.start();
		this.root.addAppender(this.appender);
	}

	/** Whatever is an error. */
	public List<String> errors() {
		return this.events.stream()
			.filter((event) -> event.getLevel().isGreaterOrEqual(Level.ERROR))
			.map(LoggedLines::line)
			.toList();
	}

	/** What came with the stack of an exception and has this in it. */
	public List<String> traces(String part) {
		return this.events.stream()
			.filter((event) -> event.getThrowableProxy() != null)
			.map(LoggedLines::line)
			.filter((line) -> line.contains(part))
			.toList();
	}

	/** Lines with this in them. */
	public List<String> with(String part) {
		return this.events.stream().map(LoggedLines::line).filter((line) -> line.contains(part)).toList();
	}

	private static String line(ILoggingEvent event) {
		String failure = (event.getThrowableProxy() != null)
				? " " + event.getThrowableProxy().getClassName() + " " + event.getThrowableProxy().getMessage() : "";
		return event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + failure;
	}

	@Override
	public void close() {
		this.root.detachAppender(this.appender);
		this.appender.stop();
	}

}
