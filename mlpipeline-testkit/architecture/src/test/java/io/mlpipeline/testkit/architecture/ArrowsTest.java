package io.mlpipeline.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import org.junit.jupiter.api.Test;

/** Dependencies point one way: towards the API, never sideways, and never at a training library from what scores. */
class ArrowsTest {

    @Test
    void everyModuleUsesOnlyTheModulesBelowIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("io.mlpipeline..")
                .layer("api")
                .definedBy("io.mlpipeline.api..")
                .layer("features")
                .definedBy("io.mlpipeline.etl.features..")
                .layer("etl-csv")
                .definedBy("io.mlpipeline.etl.csv..")
                .layer("etl-parquet")
                .definedBy("io.mlpipeline.etl.parquet..")
                // Named one by one: the leaves below this package are layers of their own.
                .layer("etl-store")
                .definedBy(
                        "io.mlpipeline.etl.store",
                        "io.mlpipeline.etl.store.files..",
                        "io.mlpipeline.etl.store.group..",
                        "io.mlpipeline.etl.store.offline..",
                        "io.mlpipeline.etl.store.online..",
                        "io.mlpipeline.etl.store.training..")
                .layer("etl-store-redis")
                .definedBy("io.mlpipeline.etl.store.redis..")
                .layer("etl-spark")
                .definedBy("io.mlpipeline.etl.spark..")
                .layer("etl-local")
                .definedBy("io.mlpipeline.etl.local..")
                .layer("models-core")
                .definedBy("io.mlpipeline.models.core..")
                .layer("timeseries")
                .definedBy(resideInAPackage("io.mlpipeline.models.timeseries..")
                        .and(not(resideInAPackage("io.mlpipeline.models.timeseries.spark.."))))
                .layer("timeseries-spark")
                .definedBy("io.mlpipeline.models.timeseries.spark..")
                .layer("xgboost")
                // Without what lies below: training on Spark is a layer of its own.
                .definedBy("io.mlpipeline.models.xgboost")
                .layer("xgboost-spark")
                .definedBy("io.mlpipeline.models.xgboost.spark..")
                .layer("models-spark")
                .definedBy("io.mlpipeline.models.spark..")
                .layer("onnx")
                .definedBy("io.mlpipeline.models.onnx..")
                .layer("smile")
                .definedBy("io.mlpipeline.models.smile..")
                .layer("deep")
                .definedBy("io.mlpipeline.models.deep..")
                .layer("registry")
                // Named one by one: the leaves below this package are layers of their own.
                .definedBy(
                        "io.mlpipeline.registry",
                        "io.mlpipeline.registry.access..",
                        "io.mlpipeline.registry.audit..",
                        "io.mlpipeline.registry.experiment..",
                        "io.mlpipeline.registry.promotion..",
                        "io.mlpipeline.registry.signing..",
                        "io.mlpipeline.registry.store..",
                        "io.mlpipeline.registry.version..")
                .layer("registry-s3")
                .definedBy("io.mlpipeline.registry.s3..")
                .layer("drift")
                .definedBy(resideInAPackage("io.mlpipeline.drift..")
                        .and(not(resideInAPackage("io.mlpipeline.drift.mail.."))))
                .layer("drift-mail")
                .definedBy("io.mlpipeline.drift.mail..")
                .layer("serving")
                .definedBy("io.mlpipeline.serving.adapters.core..")
                .layer("http")
                .definedBy("io.mlpipeline.serving.adapters.http..")
                .optionalLayer("spring")
                .definedBy("io.mlpipeline.serving.adapters.spring..")
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .whereLayer("features")
                .mayOnlyAccessLayers("api")
                .whereLayer("etl-csv")
                .mayOnlyAccessLayers("api", "features")
                .whereLayer("etl-parquet")
                .mayOnlyAccessLayers("api", "features")
                .whereLayer("etl-store")
                .mayOnlyAccessLayers("api", "features")
                .whereLayer("etl-store-redis")
                .mayOnlyAccessLayers("api", "etl-store")
                .whereLayer("etl-spark")
                .mayOnlyAccessLayers("api", "features", "etl-csv", "etl-store")
                .whereLayer("etl-local")
                .mayOnlyAccessLayers("api", "features", "etl-csv")
                .whereLayer("models-core")
                .mayOnlyAccessLayers("api", "features")
                .whereLayer("timeseries")
                .mayOnlyAccessLayers("api", "features", "models-core")
                .whereLayer("timeseries-spark")
                .mayOnlyAccessLayers("api", "features", "models-core", "timeseries")
                .whereLayer("xgboost")
                .mayOnlyAccessLayers("api", "features", "models-core")
                .whereLayer("xgboost-spark")
                .mayOnlyAccessLayers("api", "features", "models-core", "xgboost")
                .whereLayer("models-spark")
                .mayOnlyAccessLayers("api", "features", "models-core")
                .whereLayer("onnx")
                .mayOnlyAccessLayers("api", "models-core")
                .whereLayer("smile")
                .mayOnlyAccessLayers("api", "features", "models-core")
                .whereLayer("deep")
                .mayOnlyAccessLayers("api", "features", "models-core")
                .whereLayer("registry")
                .mayOnlyAccessLayers("api", "features", "models-core")
                .whereLayer("registry-s3")
                .mayOnlyAccessLayers("api", "registry")
                .whereLayer("drift")
                .mayOnlyAccessLayers("api")
                .whereLayer("drift-mail")
                .mayOnlyAccessLayers("api", "drift")
                .whereLayer("serving")
                .mayOnlyAccessLayers("api", "features", "models-core", "registry")
                .whereLayer("http")
                .mayOnlyAccessLayers("api", "features", "models-core", "registry", "serving")
                .whereLayer("spring")
                .mayOnlyAccessLayers("api", "features", "models-core", "registry", "serving")
                .ensureAllClassesAreContainedInArchitecture()
                .check(House.CLASSES);
    }

    @Test
    void theApiNeedsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.mlpipeline.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.mlpipeline.api..", "java..", "org.jspecify.annotations")
                .check(House.CLASSES);
    }

    @Test
    void whatScoresNeedsNoTrainingLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.mlpipeline.etl.spark..",
                        "io.mlpipeline.models.spark..",
                        "io.mlpipeline.models.timeseries.spark..",
                        "io.mlpipeline.models.xgboost..",
                        "io.mlpipeline.models.smile..",
                        "io.mlpipeline.models.deep..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(House.TRAINING_LIBRARIES)
                .check(House.CLASSES);
    }
}
