package org.distributedbrain.server.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.distributedbrain.job.BadInput;

/** The constants of an enum as requests, documents and command lines write them: their names in lower case. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @throws BadInput when it is none of them; {@code field} is what the person wrote it in */
    public static <E extends Enum<E>> E parse(String field, Class<E> constants, String text) {
        for (E constant : constants.getEnumConstants()) {
            if (of(constant).equals(text)) {
                return constant;
            }
        }
        throw new BadInput(field + " is '" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "': use "
                + choice(constants) + ".");
    }

    private static String choice(Class<? extends Enum<?>> constants) {
        List<String> words = Arrays.stream(constants.getEnumConstants())
                .map(constant -> of(constant))
                .toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}
