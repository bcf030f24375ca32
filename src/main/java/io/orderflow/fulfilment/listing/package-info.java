/**
 * The approval of services on the process engine: {@code listingApproval.bpmn}, and the
 * form that an approved service's questions become.
 */
@NullMarked
package io.orderflow.fulfilment.listing;

import org.jspecify.annotations.NullMarked;
