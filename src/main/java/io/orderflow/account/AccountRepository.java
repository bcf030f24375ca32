package io.orderflow.account;

import java.util.Collection;
import java.util.List;

import org.springframework.data.repository.CrudRepository;

interface AccountRepository extends CrudRepository<Account, String> {

	List<Account> findByIdIn(Collection<String> ids);

}
