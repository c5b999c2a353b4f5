package io.mlpipeline.etl.spark;

import java.util.Iterator;
import java.util.function.Function;

/** An iterator over the images of another one's elements, one at a time. */
final class Mapped {
    private Mapped() {}

    static <A, B> Iterator<B> of(Iterator<A> elements, Function<? super A, ? extends B> function) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public B next() {
                return function.apply(elements.next());
            }
        };
    }
}
