package io.mlpipeline.drift.live;

import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.drift.DriftReport;
import java.time.Instant;

/**
 * What came in one window, and the verdict on it.
 *
 * @param from when the first row came
 * @param until when the window was closed
 * @param profile the profile of its rows
 * @param report the verdict against the reference
 * @param dropped the rows that came too fast to be taken, since the window before
 */
public record LiveWindow(Instant from, Instant until, DatasetProfile profile, DriftReport report, long dropped) {}
