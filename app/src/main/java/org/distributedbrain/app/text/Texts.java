package org.distributedbrain.app.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The words of the console, by key, from {@code texts.properties}. A key begins with the package of its view. Numbers come in as texts, with
 * their units, from {@code theme.Figures}; an apostrophe is ’.
 */
public final class Texts {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle(Texts.class.getPackageName() + ".texts");

    private Texts() {}

    /** @throws java.util.MissingResourceException for a key that is not in the bundle */
    public static String of(String key) {
        return BUNDLE.getString(key);
    }

    /** With {0}, {1} … replaced. */
    public static String of(String key, Object... parts) {
        return new MessageFormat(BUNDLE.getString(key), Locale.ROOT).format(parts);
    }
}
