/**
 * Dossiers on the process engine: {@code dossier.bpmn}, and what is left of a task for
 * one whose instance is deleted.
 */
@NullMarked
package io.orderflow.fulfilment.dossier;

import org.jspecify.annotations.NullMarked;
