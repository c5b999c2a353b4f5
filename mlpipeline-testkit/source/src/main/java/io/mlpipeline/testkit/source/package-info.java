/** Contract tests of reading: every trap once, for every engine. */
@NullMarked
package io.mlpipeline.testkit.source;

import org.jspecify.annotations.NullMarked;
