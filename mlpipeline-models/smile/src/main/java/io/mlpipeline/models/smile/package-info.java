/**
 * Trains with Smile 2.6.0 and exports models that score without it.
 *
 * <p>Smile is under the GNU Lesser General Public License, version 3. Nothing else of this library depends on it.
 */
@NullMarked
package io.mlpipeline.models.smile;

import org.jspecify.annotations.NullMarked;
