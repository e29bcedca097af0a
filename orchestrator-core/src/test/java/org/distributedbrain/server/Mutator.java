package org.distributedbrain.server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils bytes in the ways that break readers. The same seed spoils the same way. */
final class Mutator {
    private static final List<String> NASTY = List.of(
            "\0",
            "\r\n",
            "\r\n\r\n",
            "%00",
            "%2e%2e/",
            "../",
            "%",
            "%zz",
            "\"",
            "{",
            "[",
            "}",
            "\\u0000",
            "\\ud800",
            "null",
            "-1",
            "0",
            "1e999",
            "NaN",
            "9223372036854775808",
            "99999999999999999999999999",
            "2147483648",
            "4294967295",
            "'",
            ";",
            "<script>",
            "é",
            "\u202e",
            "Transfer-Encoding: chunked\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: 99999999999\r\n",
            "Expect: 100-continue\r\n",
            "Range: bytes=0-0,2-\r\n",
            "Range: bytes=-9223372036854775808\r\n",
            "Upgrade: h2c\r\nConnection: Upgrade\r\n",
            "Content-Type: multipart/form-data\r\n",
            "Content-Encoding: gzip\r\n",
            "If-None-Match: *\r\n",
            " ",
            "\t",
            "?",
            "&",
            "#",
            "*",
            "true",
            "{}",
            "[]",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");

    private final Random random;

    Mutator(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> all) {
        return all.get(below(all.size()));
    }

    /** One to four changes; one in sixteen is left as it is. */
    byte[] spoil(byte[] good) {
        if (below(16) == 0) {
            return good;
        }
        var bad = good;
        for (var i = 1 + below(4); i > 0; i--) {
            bad = change(bad);
        }
        return bad;
    }

    private byte[] change(byte[] from) {
        var at = below(from.length + 1);
        var length = Math.min(from.length - at, 1 + below(below(8) == 0 ? 200 : 8));
        return switch (below(8)) {
            case 0 -> flipped(from);
            case 1 -> spliced(from, at, length, new byte[0]);
            case 2 -> spliced(from, at, 0, part(from, at, length));
            case 3 -> spliced(from, at, length, noise(length));
            case 4 -> spliced(from, at, 0, noise(1 + below(16)));
            case 5 -> part(from, 0, at);
            case 6 -> spliced(from, at, length, nasty());
            default -> spliced(from, at, 0, nasty());
        };
    }

    private byte[] nasty() {
        var text = oneOf(NASTY);
        return (below(16) == 0 ? text.repeat(1 + below(400)) : text).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] from) {
        if (from.length == 0) {
            return from;
        }
        var to = from.clone();
        to[below(to.length)] ^= (byte) (1 << below(8));
        return to;
    }

    private byte[] noise(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] part(byte[] from, int at, int length) {
        return Arrays.copyOfRange(from, at, at + length);
    }

    private static byte[] spliced(byte[] from, int at, int dropped, byte[] in) {
        var to = new ByteArrayOutputStream(from.length + in.length);
        to.write(from, 0, at);
        to.writeBytes(in);
        to.write(from, at + dropped, from.length - at - dropped);
        return to.toByteArray();
    }
}
