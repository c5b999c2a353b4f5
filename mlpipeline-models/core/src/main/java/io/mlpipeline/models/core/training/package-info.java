/** What the modules that train have in common: checks of parameters and data, and the proof that an exported model predicts as its trainer. */
@NullMarked
package io.mlpipeline.models.core.training;

import org.jspecify.annotations.NullMarked;
