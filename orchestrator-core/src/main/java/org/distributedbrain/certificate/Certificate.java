package org.distributedbrain.certificate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import org.distributedbrain.kernel.TileKernel.Place;
import org.jspecify.annotations.Nullable;

/**
 * What is certified of one finished job: what went in, what came out, who computed which part of it, and what verification gave. In JSON, {@code of}
 * says which of the two forms it has. Hashes are SHA-256 in lower-case hexadecimal; those called {@code values} are of the values alone, each four
 * bytes, little-endian, row by row. Times are ISO 8601 in UTC. Constructors refuse what can be no certificate, whoever wrote it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "of")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProductCertificate.class, name = "product"),
    @JsonSubTypes.Type(value = TilesCertificate.class, name = "tiles")
})
public sealed interface Certificate permits ProductCertificate, TilesCertificate {
    /** The version that this program writes and reads. */
    int VERSION = 1;

    int version();

    String job();

    String label();

    String kernel();

    Instant submittedAt();

    /** When the first chunk was handed out. */
    @Nullable Instant startedAt();

    Instant finishedAt();

    Result result();

    /** The size of the result. */
    int rows();

    int cols();

    /** Rectangles that cover the result, and what is known of each. */
    List<? extends TileRecord> tiles();

    /** The same without its tiles. */
    Certificate head();

    /** What is known of a rectangle of the result. */
    interface TileRecord {
        Place place();
    }

    /** Where its tiles lie. */
    default List<Place> places() {
        return tiles().stream().map(TileRecord::place).toList();
    }

    /** The ids of the workers that computed it. */
    List<String> workers();

    /** The {@code .npy} file of the result. {@code bytes} is its length. */
    record Result(String sha256, long bytes, String values) {
        public Result {
            Form.hash(sha256);
            Form.hash(values);
        }
    }
}
