/** Models as pictures: the diagram that each BPMN file brings with it, drawn. */
@NullMarked
package io.orderflow.fulfilment.diagram;

import org.jspecify.annotations.NullMarked;
