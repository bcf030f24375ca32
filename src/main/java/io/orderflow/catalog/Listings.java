package io.orderflow.catalog;

import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.LockModeType;

import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Listings in the database, each whole. */
interface Listings extends Repository<Listing, UUID> {

	Listing save(Listing listing);

	void delete(Listing listing);

	Optional<Listing> findById(UUID id);

	/** Holds it until the transaction ends: two changes come one after the other. */
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	@Query("from Listing where id = :id")
	Optional<Listing> findLocked(UUID id);

}
