package org.distributedbrain.matrix;

import java.nio.file.Path;
import org.distributedbrain.job.BadInput;
import org.jspecify.annotations.Nullable;

/** Which element types are read, and what is said of the others. */
final class NpyDtype {
    private NpyDtype() {}

    /** The dtype as NumPy's code with its byte order, for example {@code "<f8"}. */
    static String code(Path file, @Nullable PythonLiteral descr) {
        if (descr instanceof PythonLiteral.Text text) {
            return text.value();
        }
        throw new BadInput(
                "%s has a structured dtype, several fields in each element; save one field as a plain matrix."
                        .formatted(file));
    }

    static ElementType type(Path file, String code) {
        if (code.length() >= 3 && "<>|".indexOf(code.charAt(0)) >= 0) {
            ElementType type = ElementType.of(code.substring(1)).orElse(null);
            if (type != null && (code.charAt(0) != '|' || type.bytes() == 1)) {
                return type;
            }
        }
        char kind = code.length() >= 2 ? code.charAt(1) : '?';
        throw new BadInput(
                switch (kind) {
                    case 'O' ->
                        file
                                + " holds Python objects (dtype object), which are never opened; save it as numbers, with .astype('float32').";
                    case 'c' ->
                        "%s is complex (dtype %s) and only real matrices are multiplied; save its .real and .imag separately."
                                .formatted(file, shown(code));
                    case 'S', 'U', 'a' ->
                        "%s holds text (dtype %s); save it as numbers, with .astype('float32')."
                                .formatted(file, shown(code));
                    default ->
                        "%s has dtype %s; float16 to float64, integers and bool are read: save it with .astype('float32')."
                                .formatted(file, shown(code));
                });
    }

    private static String shown(String code) {
        return Excerpt.of(code);
    }
}
