package org.distributedbrain.app.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/** The two ways the console can look. */
public enum Scheme {
    DARK,
    LIGHT;

    public Scheme other() {
        return this == DARK ? LIGHT : DARK;
    }

    /** The AtlantaFX style sheet, to be set as the application's user agent style sheet. */
    public String userAgentStylesheet() {
        return switch (this) {
            case DARK -> new PrimerDark().getUserAgentStylesheet();
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
        };
    }
}
