package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.profile.NumericProfile;

/** What one check may ask about the rows. */
interface TableFacts {
    /** The number of rows. */
    long rows();

    /** The distribution of the check's column. */
    NumericProfile profile();

    /** The number of rows that meet the check's condition. */
    long meeting();
}
