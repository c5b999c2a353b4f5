/**
 * Reports as values, rendered to one self-contained HTML file: no script, no external address, charts as inline SVG.
 *
 * <p>A {@link io.mlpipeline.api.report.Report} has sections, a section has blocks. Every type is immutable; equal content gives
 * equal bytes on every machine, whatever its locale and time zone. {@link io.mlpipeline.api.report.HtmlReport} writes the file.
 */
@NullMarked
package io.mlpipeline.api.report;

import org.jspecify.annotations.NullMarked;
