package io.mlpipeline.etl.local;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.FileSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files behind paths, in the order given and by name within a folder or pattern. */
final class InputFiles {
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*"); // two letters: C:\ is none
    private static final Pattern WILD = Pattern.compile(".*[*?\\[{].*");

    private InputFiles() {}

    /** Finds all files; throws an {@link InvalidDataException} if a path leads to none. */
    static List<Path> find(FileSource source) {
        List<Path> files = new ArrayList<>();
        for (String path : source.paths()) {
            try {
                files.addAll(find(path, source.endings()));
            } catch (IOException e) {
                throw new InvalidDataException("Cannot look for input at " + path + ": " + reason(e), e);
            }
        }
        return files;
    }

    private static List<Path> find(String text, List<String> endings) throws IOException {
        List<Path> found = expand(local(text));
        if (found.isEmpty()) {
            throw new InvalidDataException("There is no input at " + text + ". Check the path, seen from "
                    + Path.of("").toAbsolutePath());
        }
        List<Path> files = new ArrayList<>();
        for (Path each : found) {
            files.addAll(Files.isDirectory(each) ? filesIn(each, endings) : List.of(each));
        }
        return files;
    }

    private static String local(String text) {
        if (!SCHEME.matcher(text).matches()) {
            return text;
        }
        if (!text.startsWith("file:")) {
            throw new InvalidDataException("Cannot look for input at " + text
                    + ": the local engine reads files. Copy it, or read it with Spark");
        }
        try {
            return Path.of(URI.create(text)).toString();
        } catch (IllegalArgumentException e) {
            return text.replaceFirst("file:/*", "/"); // a pattern or a space, which are no part of a URI
        }
    }

    /** A file or folder as it is named; otherwise a pattern, followed down from its first wild part. */
    private static List<Path> expand(String text) throws IOException {
        if (!WILD.matcher(text).matches() || isThere(text)) {
            Path path = Path.of(text).toAbsolutePath().normalize();
            return Files.exists(path) ? List.of(path) : List.of();
        }
        boolean fromRoot = text.startsWith("/");
        List<Path> found = List.of(Path.of(fromRoot ? "/" : "").toAbsolutePath());
        for (String part : text.split("/+", -1)) {
            found = part.isEmpty() ? found : below(found, part);
        }
        return found;
    }

    private static boolean isThere(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false; // some systems allow no wild characters in names
        }
    }

    private static List<Path> below(List<Path> folders, String part) throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            if (!WILD.matcher(part).matches()) {
                Path child = folder.resolve(part).normalize();
                found.addAll(Files.exists(child) ? List.of(child) : List.of());
            } else if (Files.isDirectory(folder)) {
                PathMatcher pattern = folder.getFileSystem().getPathMatcher("glob:" + part);
                found.addAll(list(folder, each -> pattern.matches(each.getFileName())));
            }
        }
        return found;
    }

    private static List<Path> filesIn(Path folder, List<String> endings) throws IOException {
        List<Path> files = list(
                folder,
                each -> Files.isRegularFile(each)
                        && endings.stream().anyMatch(each.getFileName().toString()::endsWith));
        if (files.isEmpty()) {
            throw new InvalidDataException(
                    "Folder " + folder + " holds no file ending in " + String.join(" or ", endings));
        }
        return files;
    }

    private static List<Path> list(Path folder, Predicate<Path> isWanted) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(isWanted)
                    .sorted(Comparator.comparing(each -> each.getFileName().toString()))
                    .toList();
        }
    }

    /** What went wrong, in words; the exceptions of the file system often say no more than the path. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no right to do so";
        }
        return e instanceof NoSuchFileException ? "it is not there" : String.valueOf(e.getMessage());
    }
}
