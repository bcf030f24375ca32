package io.orderflow.platform;

import java.util.List;
import java.util.Map;

/**
 * An expected "no" to a person: what was asked for is not allowed, and nothing of it was
 * done. It crosses every layer unchanged, rolls the transaction back on its way, and is
 * said as one plain sentence in the reader's language where it is answered
 * ({@link RefusalText}).
 */
public final class Refusal extends RuntimeException {

	/** What sort of "no" it is. */
	public enum Kind {

		/** Something that was typed or chosen is wrong. */
		INVALID(400),
		/** Known, but not yours to do. */
		FORBIDDEN(403),
		/** Not there, or nothing that you may know of. */
		NOT_FOUND(404),
		/** It came too slowly. */
		TOO_SLOW(408),
		/** Not in the present state. */
		CONFLICT(409),
		/** More than is taken. */
		TOO_LARGE(413),
		/** The same key with other content. */
		UNPROCESSABLE(422),
		/** More at once, or in a while, than one sender may. */
		TOO_MANY(429),
		/** Not the caller's fault: something is wrong here. */
		FAILED(500),
		/**
		 * Nobody's fault: at capacity, or the database is away; a little later it is not.
		 */
		UNAVAILABLE(503);

		private final int status;

		Kind(int status) {
			this.status = status;
		}

		/** The status code of an answer over HTTP, of a page and of an API alike. */
		public int status() {
			return this.status;
		}

	}

	/**
	 * One thing wrong with one field.
	 *
	 * @param field the name of the form field or JSON property
	 * @param code stable, in kebab case; the text is {@code refusal.<code>}
	 * @param args what the text is filled with
	 */
	public record Problem(String field, String code, List<Object> args) {

		public Problem {
			field = cut(field);
			args = args.stream().map(Refusal::cut).toList();
		}

		public Problem(String field, String code, Object... args) {
			this(field, code, List.of(args));
		}

		/** Whether it is about the field, however long its name. */
		boolean isOf(String field) {
			return this.field.equals(cut(field));
		}

	}

	/** Nobody puts right more at once. */
	public static final int MOST_PROBLEMS = 100;

	/** What was sent is told back in so many characters at most; names are shorter. */
	private static final int LONGEST = 300;

	private final Kind kind;

	private final String code;

	private final transient List<Problem> problems;

	private final transient List<Object> args;

	private final transient Map<String, Object> state;

	private final transient Map<String, String> labels;

	private final long retryAfter;

	private Refusal(Kind kind, String code, List<Problem> problems, List<Object> args) {
		this(kind, code, problems, args, Map.of(), 1);
	}

	private Refusal(Kind kind, String code, List<Problem> problems, List<Object> args, Map<String, Object> state,
			long retryAfter) {
		this(kind, code, problems, args, state, retryAfter, Map.of());
	}

	private Refusal(Kind kind, String code, List<Problem> problems, List<Object> args, Map<String, Object> state,
			long retryAfter, Map<String, String> labels) {
		super(kind + " " + code + (problems.isEmpty() ? " " + args : " " + problems));
		this.kind = kind;
		this.code = code;
		this.problems = List.copyOf(problems);
		this.args = args.stream().map(Refusal::cut).toList();
		this.state = Map.copyOf(state);
		this.retryAfter = retryAfter;
		this.labels = Map.copyOf(labels);
	}

	/**
	 * The same refusal for where its sentence does not stand beside the field: it then
	 * begins with what the field is called.
	 * @param labels by field; a field without one is not named
	 */
	public Refusal naming(Map<String, String> labels) {
		return new Refusal(this.kind, this.code, this.problems, this.args, this.state, this.retryAfter, labels);
	}

	/** What the fields are called, where the sentences are to say it. */
	Map<String, String> labels() {
		return this.labels;
	}

	/**
	 * The same refusal, with how things stand now, for whoever wants to go on from there.
	 */
	public Refusal showing(String name, Object present) {
		return new Refusal(this.kind, this.code, this.problems, this.args, Map.of(name, present), this.retryAfter,
				this.labels);
	}

	/** How things stand, by name; empty where it does not help. */
	public Map<String, Object> state() {
		return this.state;
	}

	public static Refusal invalid(String field, String code, Object... args) {
		return new Refusal(Kind.INVALID, code, List.of(new Problem(field, code, args)), List.of(args));
	}

	public static Refusal invalid(List<Problem> problems) {
		return new Refusal(Kind.INVALID, code(problems), first(problems), List.of());
	}

	private static List<Problem> first(List<Problem> problems) {
		return problems.subList(0, Math.min(MOST_PROBLEMS, problems.size()));
	}

	private static Object cut(Object arg) {
		return (arg instanceof String text) ? cut(text) : arg;
	}

	private static String cut(String text) {
		return (text.codePointCount(0, text.length()) <= LONGEST) ? text
				: text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
	}

	private static String code(List<Problem> problems) {
		return (problems.size() == 1) ? problems.get(0).code() : "invalid-input";
	}

	public static Refusal tooLarge(String field, String code, Object... args) {
		return new Refusal(Kind.TOO_LARGE, code, List.of(new Problem(field, code, args)), List.of(args));
	}

	public static Refusal tooLarge(List<Problem> problems) {
		return new Refusal(Kind.TOO_LARGE, code(problems), first(problems), List.of());
	}

	public static Refusal forbidden(String code, Object... args) {
		return new Refusal(Kind.FORBIDDEN, code, List.of(), List.of(args));
	}

	public static Refusal notFound(String code, Object... args) {
		return new Refusal(Kind.NOT_FOUND, code, List.of(), List.of(args));
	}

	public static Refusal conflict(String code, Object... args) {
		return new Refusal(Kind.CONFLICT, code, List.of(), List.of(args));
	}

	public static Refusal unprocessable(String code, Object... args) {
		return new Refusal(Kind.UNPROCESSABLE, code, List.of(), List.of(args));
	}

	/** It came too slowly. */
	public static Refusal tooSlow(String code, Object... args) {
		return new Refusal(Kind.TOO_SLOW, code, List.of(), List.of(args));
	}

	/**
	 * More at once, or in a while, than one sender may; a repeat a little later helps.
	 */
	public static Refusal tooMany(String code, Object... args) {
		return new Refusal(Kind.TOO_MANY, code, List.of(), List.of(args));
	}

	/**
	 * More in a while than one sender may.
	 * @param seconds after which a repeat helps
	 */
	public static Refusal tooManyFor(long seconds, String code, Object... args) {
		return new Refusal(Kind.TOO_MANY, code, List.of(), List.of(args), Map.of(), seconds);
	}

	/** At capacity; a repeat a little later helps. */
	public static Refusal unavailable(String code, Object... args) {
		return new Refusal(Kind.UNAVAILABLE, code, List.of(), List.of(args));
	}

	/**
	 * At capacity.
	 * @param seconds after which a repeat helps
	 */
	public static Refusal unavailableFor(long seconds, String code, Object... args) {
		return new Refusal(Kind.UNAVAILABLE, code, List.of(), List.of(args), Map.of(), seconds);
	}

	/** Something is wrong here, which the log says. */
	public static Refusal failed(String code, Object... args) {
		return new Refusal(Kind.FAILED, code, List.of(), List.of(args));
	}

	/** Whether the same may be asked again shortly. */
	public boolean passes() {
		return this.kind == Kind.TOO_MANY || this.kind == Kind.UNAVAILABLE;
	}

	/** In how many seconds the same may be asked again, where it {@link #passes()}. */
	public long retryAfter() {
		return this.retryAfter;
	}

	public Kind kind() {
		return this.kind;
	}

	/** Stable, in kebab case: part of the API. */
	public String code() {
		return this.code;
	}

	/** What is wrong field by field; empty where no field is to blame. */
	public List<Problem> problems() {
		return this.problems;
	}

	public List<Object> args() {
		return this.args;
	}

	/** A refusal is no accident: it needs no stack trace, and costs none. */
	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

}
