package io.orderflow.account;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.CrudRepository;

interface Accounts extends CrudRepository<Account, String> {

	/** In whatever letters it is written: as the index has them. */
	@Query("select account from Account account where lower(account.email) = lower(:email)")
	Optional<Account> findByEmailIgnoreCase(String email);

	List<Account> findByIdIn(Collection<String> ids);

}
