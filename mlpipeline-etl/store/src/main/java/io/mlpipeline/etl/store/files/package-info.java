/** The files of a feature store: whole or not there, on any file system. */
@NullMarked
package io.mlpipeline.etl.store.files;

import org.jspecify.annotations.NullMarked;
