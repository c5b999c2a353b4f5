package io.mlpipeline.etl.store.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.store.files.DirectoryFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupRegistryTest {
    private static final Schema SCHEMA = Schema.builder()
            .text("item")
            .timestamp("at")
            .timestamp("known")
            .number("price")
            .build();

    @TempDir
    private Path folder;

    private GroupRegistry registry;

    @BeforeEach
    void open() {
        registry = GroupRegistry.in(DirectoryFiles.in(folder));
    }

    private static FeatureGroup.Builder prices(int version) {
        return FeatureGroup.of("prices", version, SCHEMA)
                .owner("pricing")
                .description("What an item costs")
                .source("price list")
                .pipeline("abc")
                .key("item")
                .time("at")
                .created("known");
    }

    @Test
    void aGroupComesBackAsItWasRegistered() {
        FeatureGroup group = prices(2).ttl(Duration.ofHours(36)).build();
        registry.register(group);
        registry.register(prices(1).build());
        registry.register(group);

        FeatureGroup found = registry.group("prices", 2);
        assertThat(found).isEqualTo(group);
        assertThat(found.hash()).isEqualTo(group.hash());
        assertThat(found.ttl()).contains(Duration.ofHours(36));
        assertThat(found.created()).contains("known");
        assertThat(found.features()).containsExactly("price");
        assertThat(found.owner() + found.description() + found.source() + found.pipeline())
                .isEqualTo("pricingWhat an item costsprice listabc");
        assertThat(registry.groups()).containsExactly(new GroupId("prices", 1), new GroupId("prices", 2));
    }

    @Test
    void aVersionNeverChangesItsMeaning() {
        registry.register(prices(1).build());
        assertThatThrownBy(() ->
                        registry.register(prices(1).ttl(Duration.ofDays(1)).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Group prices v1 is registered with another definition")
                .hasMessageContaining("as version 2");
        assertThat(registry.group("prices", 1).ttl()).isEmpty();
    }

    @Test
    void anUnknownGroupOrVersionIsSaidWithThoseThatThereAre() {
        registry.register(prices(4).build());
        assertThatThrownBy(() -> registry.group("price", 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no feature group 'price'; there are [prices]");
        assertThatThrownBy(() -> registry.group("prices", 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no version 5; it has [4]");
        assertThatThrownBy(() -> registry.group("../etc", 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void definitionsThatCannotWorkAreRefused() {
        assertThatThrownBy(() ->
                        FeatureGroup.of("p", 1, SCHEMA).owner("x").key("item").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("needs an owner, a key and a time");
        assertThatThrownBy(() -> FeatureGroup.of("p", 1, SCHEMA).key("price"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("decimal number");
        assertThatThrownBy(() -> FeatureGroup.of("p", 1, SCHEMA).time("price"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeatureGroup.of("p", 0, SCHEMA)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> prices(1).ttl(Duration.ofDays(-1))).isInstanceOf(IllegalArgumentException.class);
        Schema bare = SCHEMA.select(List.of("item", "at"));
        assertThatThrownBy(() -> FeatureGroup.of("p", 1, bare)
                        .owner("x")
                        .key("item")
                        .time("at")
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no column but keys and times");
    }

    @Test
    void aFileThatIsNoGroupIsRefused() {
        String json = prices(1).build().toJson();
        assertThatThrownBy(() -> FeatureGroup.fromJson(json.replace("\"format\":1", "\"format\":2")))
                .isInstanceOf(IncompatibleVersionException.class);
        assertThatThrownBy(() -> FeatureGroup.fromJson(json.replace("\"time\":\"at\"", "\"time\":\"no\"")))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("not usable");
        assertThatThrownBy(() -> FeatureGroup.fromJson("{\"op\":\"cake\"}")).isInstanceOf(InvalidDataException.class);
    }
}
