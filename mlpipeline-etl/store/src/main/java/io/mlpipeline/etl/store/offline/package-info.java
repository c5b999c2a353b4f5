/** The offline store: runs of a group, each a manifest over immutable partition files, and how a new one comes about. */
@NullMarked
package io.mlpipeline.etl.store.offline;

import org.jspecify.annotations.NullMarked;
