/** The audit trail for process admins, as a page and over the API. */
@NullMarked
package io.orderflow.platform.audit.web;

import org.jspecify.annotations.NullMarked;
