package io.mlpipeline.models.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TreeTest {
    private static final int[] LEFT = {1, -1, -1};
    private static final int[] RIGHT = {2, -1, -1};
    private static final int[] FEATURE = {1, 0, 0};
    private static final boolean[] DEFAULT_LEFT = {true, false, false};
    private static final float[] VALUE = {0.5f, -1, 2};

    private static TreeEnsemble.Builder builder() {
        return TreeEnsemble.builder(List.of("a", "b"));
    }

    @Test
    void showsNodesAndCovers() {
        TreeEnsemble ensemble = builder()
                .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE, new float[] {1, 1, 0})
                .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE, new float[] {10, 3, 7})
                .build();

        Tree tree = ensemble.tree(1);

        assertThat(ensemble.hasCovers()).isTrue();
        assertThat(tree.nodes()).isEqualTo(3);
        assertThat(tree.isLeaf(0)).isFalse();
        assertThat(tree.isLeaf(2)).isTrue();
        assertThat(tree.left(0)).isEqualTo(1);
        assertThat(tree.right(0)).isEqualTo(2);
        assertThat(tree.feature(0)).isEqualTo(1);
        assertThat(tree.defaultLeft(0)).isTrue();
        assertThat(tree.value(2)).isEqualTo(2);
        assertThat(tree.cover(2)).isEqualTo(7);
        assertThatThrownBy(() -> tree.cover(3)).hasMessageContaining("Node 3 of a tree of 3");
    }

    @Test
    void coversAreStored() {
        TreeEnsemble ensemble = builder()
                .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE, new float[] {10, 3, 7})
                .build();
        ModelCodecs codecs = ModelCodecs.installed();

        TreeEnsemble read = (TreeEnsemble) codecs.decode(codecs.encode(ensemble));

        assertThat(read.tree(0).cover(1)).isEqualTo(3);
    }

    @Test
    void areNotKnownOfAnyTreeWhereOneHasNone() {
        TreeEnsemble ensemble = builder()
                .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE, new float[] {10, 3, 7})
                .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE)
                .build();

        assertThat(ensemble.hasCovers()).isFalse();
        assertThatThrownBy(() -> ensemble.tree(0).cover(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesCoversThatAreNone() {
        assertThatThrownBy(() -> builder().tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE, new float[2]))
                .hasMessageContaining("a cover for 2");
        assertThatThrownBy(() -> builder()
                        .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE, new float[] {1, Float.NaN, 1})
                        .build())
                .hasMessageContaining("NaN");
    }
}
