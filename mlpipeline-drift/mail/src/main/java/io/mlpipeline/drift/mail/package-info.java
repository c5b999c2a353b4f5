/** Alerts by e-mail. */
@NullMarked
package io.mlpipeline.drift.mail;

import org.jspecify.annotations.NullMarked;
