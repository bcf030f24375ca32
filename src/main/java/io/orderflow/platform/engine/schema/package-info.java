/** The tables of the process engine, made by the first migration. */
@NullMarked
package io.orderflow.platform.engine.schema;

import org.jspecify.annotations.NullMarked;
