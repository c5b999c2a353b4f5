/** A trained model as a page for people: what it was made from, how good it is, what it looks at and where it fails. */
@NullMarked
package io.mlpipeline.models.core.report;

import org.jspecify.annotations.NullMarked;
