package io.orderflow.platform;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import javax.money.MonetaryAmount;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.javamoney.moneta.Money;
import org.jspecify.annotations.Nullable;

/**
 * What JDBC does not read or write by itself: times, money and JSON. For all that goes by
 * {@code JdbcClient}; entities have Hibernate for it.
 */
public final class Columns {

	private static final JsonMapper JSON = JsonbMapper.mapper();

	/** For rows that PostgreSQL turned into JSON, which have the names of columns. */
	private static final JsonMapper ROWS = JsonbMapper.mapper()
		.rebuild()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	private Columns() {
	}

	/** A {@code timestamptz} that is never null. */
	public static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	/** A {@code timestamptz} that may be null. */
	public static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
		OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
		return (time != null) ? time.toInstant() : null;
	}

	/** A time as the driver takes it for a parameter. */
	public static OffsetDateTime utc(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

	/** A time, or none, as the driver takes it for a parameter. */
	public static @Nullable OffsetDateTime optionalUtc(@Nullable Instant time) {
		return (time != null) ? utc(time) : null;
	}

	/** An amount from its two columns. */
	public static MonetaryAmount money(ResultSet row, String amount, String currency) throws SQLException {
		return money(row.getBigDecimal(amount), row.getString(currency));
	}

	/** An amount from its two values. */
	public static MonetaryAmount money(BigDecimal amount, String currency) {
		return Money.of(amount, currency);
	}

	/** A {@code jsonb} that was written by {@link #json(Object)} or by Hibernate. */
	public static <T> T json(ResultSet row, String column, Class<T> type) throws SQLException {
		return json(row.getString(column), type);
	}

	/** The same where its text was read already. */
	public static <T> T json(String written, Class<T> type) {
		return read(JSON, written, JSON.constructType(type));
	}

	/** The same for a list; empty for null. */
	public static <T> List<T> jsonList(ResultSet row, String column, Class<T> type) throws SQLException {
		return list(JSON, row.getString(column), type);
	}

	/** Whole rows of a table, as {@code jsonb_agg} collects them; empty for null. */
	public static <T> List<T> jsonRows(ResultSet row, String column, Class<T> type) throws SQLException {
		return list(ROWS, row.getString(column), type);
	}

	/** A value for a {@code jsonb} parameter; the statement casts it. */
	public static String json(Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("Cannot be written as JSON: " + value.getClass(), ex);
		}
	}

	private static <T> List<T> list(JsonMapper mapper, @Nullable String written, Class<T> type) {
		return (written != null)
				? read(mapper, written, mapper.getTypeFactory().constructCollectionType(List.class, type)) : List.of();
	}

	private static <T> T read(JsonMapper mapper, String written, JavaType type) {
		try {
			return mapper.readValue(written, type);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("Not a " + type + ": " + written, ex);
		}
	}

}
