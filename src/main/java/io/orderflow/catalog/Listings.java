package io.orderflow.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Listings in the database; its lists are read by key, newest first. */
interface Listings extends Repository<Listing, UUID> {

	String ON_SALE = """
			select * from listing
			where approved_version is not null and (approved_at, id) < (:at, :id)
			and (cast(:language as text) is null or approved_content ->> 'language' = cast(:language as text))
			and (cast(:price as numeric) is null or price_amount <= cast(:price as numeric))
			and (cast(:days as int) is null
				or cast(approved_content ->> 'deliveryTime' as interval) <= cast(:days as int) * interval '1 day')
			order by approved_at desc, id desc
			limit :rows
			""";

	String ON_SALE_WITH_WORDS = """
			select * from listing
			where approved_version is not null and (approved_at, id) < (:at, :id)
			and search_words @@ to_tsquery('simple', :words)
			and (cast(:language as text) is null or approved_content ->> 'language' = cast(:language as text))
			and (cast(:price as numeric) is null or price_amount <= cast(:price as numeric))
			and (cast(:days as int) is null
				or cast(approved_content ->> 'deliveryTime' as interval) <= cast(:days as int) * interval '1 day')
			order by approved_at desc, id desc
			limit :rows
			""";

	String OF_FREELANCER = """
			select * from listing
			where freelancer = :freelancer and (created_at, id) < (:at, :id)
			order by created_at desc, id desc
			limit :rows
			""";

	Listing save(Listing listing);

	Optional<Listing> findById(UUID id);

	/** Holds it until the transaction ends: two changes come one after the other. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("from Listing where id = :id")
	Optional<Listing> findLocked(UUID id);

	@Query(nativeQuery = true, value = ON_SALE)
	List<Listing> onSaleBefore(@Nullable String language, @Nullable BigDecimal price, @Nullable Integer days,
			Instant at, UUID id, int rows);

	@Query(nativeQuery = true, value = ON_SALE_WITH_WORDS)
	List<Listing> onSaleWithWordsBefore(String words, @Nullable String language, @Nullable BigDecimal price,
			@Nullable Integer days, Instant at, UUID id, int rows);

	@Query(nativeQuery = true, value = OF_FREELANCER)
	List<Listing> ofFreelancerBefore(String freelancer, Instant at, UUID id, int rows);

}
