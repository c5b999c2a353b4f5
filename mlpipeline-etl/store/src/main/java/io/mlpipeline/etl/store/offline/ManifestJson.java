package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.store.group.GroupId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.OptionalLong;

/** The JSON form of a manifest. */
final class ManifestJson {
    private static final String FORMAT = "feature-manifest";
    private static final int VERSION = 1;

    private ManifestJson() {}

    static String write(Manifest manifest) {
        Form form = Form.of(FORMAT)
                .with("format", VERSION)
                .with("group", manifest.group().name())
                .with("version", manifest.group().version())
                .with("run", manifest.run())
                .with("definition", manifest.definition())
                .with("spec", manifest.spec())
                .with("previous", manifest.previous())
                .with("published", manifest.published().toString());
        manifest.watermark().ifPresent(time -> form.with("watermark", time));
        return form.withForms(
                        "inputs",
                        manifest.inputs().stream().map(ManifestJson::form).toList())
                .withForms(
                        "partitions",
                        manifest.partitions().stream().map(ManifestJson::form).toList())
                .toJson();
    }

    private static Form form(InputFile input) {
        return Form.of("input")
                .with("name", input.name())
                .with("sha256", input.sha256())
                .with("rows", input.rows());
    }

    private static Form form(PartitionFile partition) {
        return Form.of(partition.layer().name().toLowerCase(Locale.ROOT))
                .with("start", partition.start().toString())
                .with("path", partition.path())
                .with("rows", partition.rows())
                .with("bytes", partition.bytes())
                .with("sha256", partition.sha256());
    }

    static Manifest read(String path, String json) {
        try {
            Form form = Form.parse(json);
            if (!form.operator().equals(FORMAT)) {
                throw new InvalidDataException("it is a '" + form.operator() + "'");
            }
            if (form.integer("format") > VERSION) {
                throw new IncompatibleVersionException(path + " has format version " + form.integer("format")
                        + ", this library reads up to " + VERSION + ". Upgrade mlpipeline");
            }
            return manifest(form);
        } catch (InvalidDataException | IllegalArgumentException | DateTimeException e) {
            throw new CorruptArtifactException(
                    path + " is no manifest of a feature group: " + e.getMessage() + ". Restore it from a backup", e);
        }
    }

    private static Manifest manifest(Form form) {
        return new Manifest(
                new GroupId(form.text("group"), Math.toIntExact(form.integer("version"))),
                form.integer("run"),
                form.text("definition"),
                form.text("spec"),
                form.text("previous"),
                Instant.parse(form.text("published")),
                form.has("watermark") ? OptionalLong.of(form.integer("watermark")) : OptionalLong.empty(),
                form.forms("inputs").stream()
                        .map(each -> new InputFile(each.text("name"), each.text("sha256"), each.integer("rows")))
                        .toList(),
                form.forms("partitions").stream().map(ManifestJson::partition).toList());
    }

    private static PartitionFile partition(Form form) {
        return new PartitionFile(
                Layer.valueOf(form.operator().toUpperCase(Locale.ROOT)),
                LocalDate.parse(form.text("start")),
                form.text("path"),
                form.integer("rows"),
                form.integer("bytes"),
                form.text("sha256"));
    }
}
