package io.mlpipeline.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The compiled classes of every published module, read once for all rules. */
final class House {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mlpipeline");

    /** The training libraries, needed to train and never to score. */
    static final String[] TRAINING_LIBRARIES = {
        "ml.dmlc..", "org.apache.spark..", "smile..", "org.bytedeco..", "ai.djl.."
    };

    private House() {}
}
