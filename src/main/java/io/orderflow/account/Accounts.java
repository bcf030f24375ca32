package io.orderflow.account;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.springframework.data.repository.CrudRepository;

interface Accounts extends CrudRepository<Account, String> {

	Optional<Account> findByEmailIgnoreCase(String email);

	List<Account> findByIdIn(Collection<String> ids);

}
