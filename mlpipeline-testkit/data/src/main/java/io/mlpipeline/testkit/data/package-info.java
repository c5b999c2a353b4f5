/** What tests need from outside the repository: real data sets, which are read and never copied, and JVMs of their own. */
@NullMarked
package io.mlpipeline.testkit.data;

import org.jspecify.annotations.NullMarked;
