package io.mlpipeline.etl.store.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.etl.store.files.DirectoryFiles;
import io.mlpipeline.etl.store.offline.Shop.Sale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementalRunTest {
    @TempDir
    private Path folder;

    private OfflineGroup open(String name) {
        return Shop.store(DirectoryFiles.in(folder.resolve(name)));
    }

    @Test
    void featuresAreThoseOfTheKernelOverAllRows() {
        OfflineGroup group = open("a");
        Sale[] sales = {new Sale("a", 0, 1, 2), new Sale("a", 0, 2, 3), new Sale("b", 1, 3, 7), new Sale("a", 3, 4, 1)};
        RunReport report = Shop.run(group).build().advance(List.of(Shop.input("all", sales)));

        assertThat(report.rows()).isEqualTo(4);
        assertThat(report.recomputed()).containsExactly(day(0), day(1), day(3));
        Frame features = group.current().read();
        assertThat(features.size()).isEqualTo(3);
        assertThat(features.row(2).text(0)).isEqualTo("a");
        assertThat(features.numbers("units_3d")).containsExactly(0, 0, 5);
        assertThat(features.numbers("units")).containsExactly(5, 7, 1);
        assertThat(group.current().read(day(1), day(2)).size()).isEqualTo(1);
    }

    @Test
    void aSecondRunProcessesNothingAndPublishesNothing() {
        OfflineGroup group = open("a");
        IncrementalRun run = Shop.run(group).build();
        List<Input> inputs =
                List.of(Shop.input("one", new Sale("a", 0, 1, 2)), Shop.input("two", new Sale("a", 1, 2, 2)));
        assertThat(run.advance(inputs).processed()).containsExactly("one", "two");

        Input unreadable = new Input() {
            @Override
            public String name() {
                return "one";
            }

            @Override
            public String sha256() {
                return inputs.get(0).sha256();
            }

            @Override
            public Frame rows() {
                throw new AssertionError("read again");
            }
        };
        RunReport again = run.advance(List.of(unreadable, inputs.get(1)));
        assertThat(again.processed()).isEmpty();
        assertThat(again.run()).isEqualTo(1);
        assertThat(group.runs()).containsExactly(0L, 1L);
    }

    @Test
    void lateDataRecomputesOnlyWhatItTouchesAndWhatLooksBackOnIt() {
        OfflineGroup group = open("a");
        IncrementalRun run = Shop.run(group).build();
        List<Sale> sales = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            sales.add(new Sale("a", day, day, 1));
        }
        run.advance(List.of(Shop.input("first", sales.toArray(Sale[]::new))));
        List<String> before = Shop.contents(group);

        RunReport report = run.advance(List.of(Shop.input("late", new Sale("a", 2, 99, 5))));

        assertThat(report.late()).isEqualTo(1);
        assertThat(report.recomputed()).containsExactly(day(2), day(3), day(4), day(5));
        List<String> changed = new ArrayList<>(Shop.contents(group));
        changed.removeAll(before);
        assertThat(changed).hasSize(5); // the rows of day 2, the features of days 2 to 5
        assertThat(group.current().read(day(5), day(5)).numbers("units_3d")).containsExactly(8);
        assertThat(group.run(1).read(day(5), day(5)).numbers("units_3d")).containsExactly(3);
    }

    @Test
    void duplicatesAcrossFilesCountOnceHoweverLate() {
        OfflineGroup group = open("a");
        IncrementalRun run = Shop.run(group).unique().build();
        run.advance(List.of(Shop.input("one", new Sale("a", 0, 1, 2), new Sale("a", 0, 1, 2))));
        run.advance(List.of(Shop.input("two", new Sale("a", 9, 7, 1))));
        RunReport report = run.advance(List.of(Shop.input("three", new Sale("a", 0, 1, 2), new Sale("a", 0, 2, 2))));

        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.repeated()).isEqualTo(1);
        assertThat(group.current().read(day(0), day(0)).numbers("units")).containsExactly(4);
        RunReport onlyKnown = run.advance(List.of(Shop.input("four", new Sale("a", 0, 2, 2))));
        assertThat(onlyKnown.recomputed()).isEmpty();
        assertThat(onlyKnown.processed()).containsExactly("four");
    }

    @Test
    void ofRowsWithOneKeyTheLatestStaysInWhateverOrderTheyCome() {
        Sale first = new Sale("a", 0, 1, 2);
        Sale corrected = new Sale("a", 0, 1, 9);
        List<List<String>> contents = new ArrayList<>();
        for (List<Sale> order : List.of(List.of(first, corrected), List.of(corrected, first))) {
            OfflineGroup group = open("g" + contents.size());
            IncrementalRun run = Shop.run(group)
                    .unique("item", "sold_at", "invoice")
                    .latest("units")
                    .build();
            for (Sale each : order) {
                run.advance(List.of(Shop.input("input of " + each.units(), each)));
            }
            contents.add(Shop.contents(group));
            assertThat(group.current().read().numbers("units")).containsExactly(9);
        }
        assertThat(contents.get(0)).isEqualTo(contents.get(1));
    }

    @Test
    void anyOrderAndAnyCutOfTheInputsGivesTheSameFiles() {
        Random random = new Random(11);
        for (int trial = 0; trial < 8; trial++) {
            List<Input> inputs = randomInputs(random, 6, 40);
            Partitioning size = trial % 3 == 0 ? Partitioning.MONTHLY : Partitioning.DAILY;
            OfflineGroup whole = open("whole" + trial);
            Shop.run(whole).unique().partitioned(size).build().advance(inputs);

            Collections.shuffle(inputs, random);
            OfflineGroup pieces = open("pieces" + trial);
            IncrementalRun run = Shop.run(pieces)
                    .unique()
                    .partitioned(size)
                    .inputsARun(1 + random.nextInt(3))
                    .build();
            int cut = random.nextInt(inputs.size());
            run.advance(inputs.subList(0, cut));
            run.advance(inputs);

            assertThat(Shop.contents(pieces)).isEqualTo(Shop.contents(whole));
            assertThat(pieces.current().manifest().inputs())
                    .isEqualTo(whole.current().manifest().inputs());
            assertThat(pieces.current().manifest().watermark())
                    .isEqualTo(whole.current().manifest().watermark());
        }
    }

    private static List<Input> randomInputs(Random random, int count, int days) {
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Sale[] sales = new Sale[random.nextInt(6)];
            for (int j = 0; j < sales.length; j++) {
                sales[j] = new Sale(
                        random.nextBoolean() ? "a" : "b",
                        random.nextInt(days),
                        random.nextInt(3),
                        random.nextInt(3) / 8.0);
            }
            inputs.add(Shop.input("input" + i, sales));
        }
        return inputs;
    }

    @Test
    void stoppedAtAnyWriteItGoesOnToTheSameFiles() {
        List<Input> inputs = new ArrayList<>(randomInputs(new Random(5), 3, 3));
        OfflineGroup whole = open("whole");
        Shop.run(whole).unique().build().advance(inputs);
        int stops = 0;
        boolean done = false;
        for (int write = 1; !done; write++) {
            Path store = folder.resolve("stopped" + write);
            try {
                Shop.run(Shop.store(new StoppingFiles(DirectoryFiles.in(store), write)))
                        .unique()
                        .inputsARun(2)
                        .build()
                        .advance(inputs);
                done = true;
            } catch (StoppingFiles.Stopped e) {
                stops++;
            }
            OfflineGroup again = Shop.store(DirectoryFiles.in(store));
            Shop.run(again).unique().build().advance(inputs);
            assertThat(Shop.contents(again)).isEqualTo(Shop.contents(whole));
        }
        assertThat(stops).isGreaterThan(15);
    }

    @Test
    void aKnownInputWithOtherContentIsRefused() {
        OfflineGroup group = open("a");
        IncrementalRun run = Shop.run(group).build();
        run.advance(List.of(Shop.input("one", new Sale("a", 0, 1, 2))));
        assertThatThrownBy(() -> run.advance(List.of(Shop.input("one", new Sale("a", 0, 1, 3)))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'one' was taken in with SHA-256")
                .hasMessageContaining("under a new name");
        assertThatThrownBy(() -> run.advance(List.of(Shop.input("copy", new Sale("a", 0, 1, 2)))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("would count twice");
        assertThat(group.current().manifest().run()).isEqualTo(1);
    }

    @Test
    void aRowWithoutATimePublishesNothing() {
        OfflineGroup group = open("a");
        Input bad = new Input() {
            @Override
            public String name() {
                return "bad.csv";
            }

            @Override
            public String sha256() {
                return "0";
            }

            @Override
            public Frame rows() {
                return Frame.builder(Shop.SALES).add(RowBuffer.of(Shop.SALES)).build();
            }
        };
        assertThatThrownBy(() ->
                        Shop.run(group).build().advance(List.of(Shop.input("good", new Sale("a", 0, 1, 1)), bad)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'bad.csv' has a row without 'sold_at'");
        assertThat(group.current().manifest().run()).isZero();
    }

    @Test
    void anotherDefinitionDoesNotMixIntoTheGroup() {
        OfflineGroup group = open("a");
        Shop.run(group).build().advance(List.of(Shop.input("one", new Sale("a", 0, 1, 2))));
        assertThatThrownBy(() -> Shop.run(group).unique().build().advance(List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Register a new version");
    }

    @Test
    void lostStateIsFoundAndNothingIsTakenInTwice() throws IOException {
        OfflineGroup group = open("a");
        IncrementalRun run = Shop.run(group).build();
        Input one = Shop.input("one", new Sale("a", 0, 1, 2));
        run.advance(List.of(one));
        Path data = folder.resolve("a/data/sales_by_day.v1");
        Path partition = folder.resolve(
                "a/" + group.current().manifest().partitions().get(0).path());

        byte[] content = Files.readAllBytes(partition);
        content[content.length / 2] ^= 1;
        Files.write(partition, content);
        assertThatThrownBy(() -> run.advance(List.of(Shop.input("two", new Sale("a", 0, 2, 2)))))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("was altered");
        Files.delete(partition);
        assertThatThrownBy(() -> run.advance(List.of(one)))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("has gone");

        try (Stream<Path> manifests = Files.list(data.resolve("manifests"))) {
            for (Path each : manifests.toList()) {
                Files.delete(each);
            }
        }
        assertThatThrownBy(() -> run.advance(List.of(one)))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("there is no manifest");
        assertThatThrownBy(() -> open("a").current()).isInstanceOf(CorruptArtifactException.class);
    }

    @Test
    void ofTwoRunsAtTheSameTimeOneIsPublished() {
        OfflineGroup group = open("a");
        Manifest before = group.log().current();
        group.log().publish(before, "spec", OptionalLong.empty(), List.of(), List.of());
        assertThatThrownBy(() -> group.log().publish(before, "spec", OptionalLong.empty(), List.of(), List.of()))
                .isInstanceOf(TransientFailureException.class)
                .hasMessageContaining("run again");
        assertThat(group.runs()).containsExactly(0L, 1L);
    }

    @Test
    void knobsThatCannotWorkAreRefused() {
        OfflineGroup group = open("a");
        assertThatThrownBy(() -> Shop.run(group).unique("item"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'sold_at' must be among the unique columns");
        assertThatThrownBy(() -> Shop.run(group).inputsARun(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DailyFeatures.of(
                        Shop.SALES,
                        Shop.days("day").fillMissing("units", 0).build(),
                        Shop.features().features()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("observedDays()");
        assertThatThrownBy(() -> IncrementalRun.into(group, PlainRows.of(Shop.SALES, "sold_at", Shop.LONDON)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sales_by_day v1");
    }

    private static LocalDate day(int number) {
        return Shop.MONDAY.plusDays(number);
    }
}
