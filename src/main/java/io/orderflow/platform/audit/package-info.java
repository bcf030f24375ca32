/**
 * The audit trail: who came in, from where, and what was done by those who may do much.
 * Other modules record with {@link io.orderflow.platform.audit.AuditTrail}; process
 * admins read. Nothing secret is in it, and the database lets nobody change it.
 */
@NullMarked
package io.orderflow.platform.audit;

import org.jspecify.annotations.NullMarked;
