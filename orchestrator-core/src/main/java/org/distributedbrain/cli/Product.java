package org.distributedbrain.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.distributedbrain.job.MatmulSize;

/** One product, as the command line asked for it and found it possible. */
sealed interface Product {

    MatmulSize size();

    /** The files that it reads. */
    List<Path> files();

    /** Its fields in a request; the orchestrator has its files then. */
    Map<String, ?> fields(ApiClient api) throws IOException;

    /** Its fields in a question of what it would take, for which nothing is sent: of files that are only here, the sizes. */
    default Map<String, ?> unsent(ApiClient api) {
        return switch (this) {
            case OfSizes sizes -> sizes.fields(api);
            case OfFactors(Factor.OnTheGrid a, Factor.OnTheGrid b) ->
                Map.of("a", a.submitted(api), "b", b.submitted(api));
            case OfFactors files ->
                Map.of(
                        "rowsA", files.size().rowsA(),
                        "colsA", files.size().colsA(),
                        "colsB", files.size().colsB());
        };
    }

    record OfFactors(Factor a, Factor b) implements Product {
        @Override
        public MatmulSize size() {
            return new MatmulSize(a.rows(), a.cols(), b.cols());
        }

        @Override
        public List<Path> files() {
            return Stream.of(a, b)
                    .flatMap(factor -> factor instanceof Factor.Local local ? Stream.of(local.file()) : Stream.empty())
                    .toList();
        }

        @Override
        public Map<String, ?> fields(ApiClient api) throws IOException {
            return Map.of("a", a.submitted(api), "b", b.submitted(api));
        }
    }

    record OfSizes(MatmulSize size, long seed) implements Product {
        @Override
        public List<Path> files() {
            return List.of();
        }

        @Override
        public Map<String, ?> fields(ApiClient api) {
            return Map.of("rowsA", size.rowsA(), "colsA", size.colsA(), "colsB", size.colsB(), "seed", seed);
        }
    }
}
