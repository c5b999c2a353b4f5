/** Reads CSV and JSON lines for both engines: records with their line numbers and their text, and bytes that must be valid. */
@NullMarked
package io.mlpipeline.etl.csv.internal;

import org.jspecify.annotations.NullMarked;
