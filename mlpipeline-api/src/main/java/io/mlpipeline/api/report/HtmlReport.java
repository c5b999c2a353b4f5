package io.mlpipeline.api.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/**
 * Renders a {@link Report} as one HTML file that needs nothing else: style and charts are inside, there is no script, and a
 * content security policy forbids the browser to fetch anything.
 *
 * <p>The page follows the reader's light or dark setting, fits screens from 360 pixels, and prints in light colours. All text of
 * a report is escaped. Equal reports give equal bytes. Safe for use by many threads.
 */
public final class HtmlReport {
    private static final String STYLE_SHEET = "report.css";

    private HtmlReport() {}

    /**
     * Writes a report. The file appears whole or not at all: it is written beside its place first, then moved there; a file of
     * the same name is replaced.
     *
     * @param report what to write
     * @param file where to; its folder exists
     * @return the file
     * @throws UncheckedIOException if the file cannot be written; the message names it and the fix
     */
    public static Path write(Report report, Path file) {
        byte[] page = render(report).getBytes(StandardCharsets.UTF_8);
        Path target = file.toAbsolutePath();
        checkPlace(target);
        try {
            replace(target, page);
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "no permission" : String.valueOf(e.getMessage());
            throw failure(target, reason, "Choose a folder that you can write to and that has free space", e);
        }
        return file;
    }

    /**
     * Renders a report.
     *
     * @param report what to render
     * @return a whole HTML document
     */
    public static String render(Report report) {
        Markup out = new Markup();
        out.verbatim("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .verbatim("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .verbatim("<meta http-equiv=\"Content-Security-Policy\"")
                .verbatim(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
                .verbatim("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .element("title", report.title())
                .verbatim("\n<style>\n" + styleSheet() + "</style></head>\n<body>\n");
        writeHeader(out, report);
        writeContents(out, report.sections());
        out.open("main");
        for (int i = 0; i < report.sections().size(); i++) {
            writeSection(out, report.sections().get(i), i);
        }
        return out.close("main").verbatim("\n</body></html>\n").toString();
    }

    private static void writeHeader(Markup out, Report report) {
        out.open("header").element("h1", report.title());
        if (!report.subtitle().isEmpty()) {
            out.element("p", report.subtitle());
        }
        out.close("header");
    }

    private static void writeContents(Markup out, List<Section> sections) {
        if (sections.size() < 3) {
            return;
        }
        out.open("nav", "aria-label", "Sections");
        for (int i = 0; i < sections.size(); i++) {
            out.element("a", sections.get(i).heading(), "href", "#" + anchor(i)).text(" ");
        }
        out.close("nav");
    }

    private static void writeSection(Markup out, Section section, int position) {
        out.verbatim("\n").open("section", "id", anchor(position)).element("h2", section.heading());
        for (Block block : section.blocks()) {
            out.verbatim("\n");
            block.writeTo(out);
        }
        out.close("section");
    }

    private static String anchor(int position) {
        return "section-" + (position + 1);
    }

    private static String styleSheet() {
        try (InputStream in = HtmlReport.class.getResourceAsStream(STYLE_SHEET)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + STYLE_SHEET
                        + " is missing from mlpipeline-api. Maybe " + "a shaded jar left it out");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + STYLE_SHEET + " of mlpipeline-api cannot be read", e);
        }
    }

    private static void checkPlace(Path target) {
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw failure(target, "it is a folder", "Name a file in it", new IOException("is a folder"));
        }
        if (!Files.isDirectory(folder)) {
            throw failure(
                    target,
                    "the folder " + folder + " does not exist",
                    "Create it first",
                    new IOException("no folder"));
        }
    }

    private static void replace(Path target, byte[] page) throws IOException {
        Path aside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(aside, page);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static UncheckedIOException failure(Path target, String reason, String fix, IOException cause) {
        return new UncheckedIOException("Cannot write the report " + target + ": " + reason + ". " + fix, cause);
    }
}
