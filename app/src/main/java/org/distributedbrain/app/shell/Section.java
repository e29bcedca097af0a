package org.distributedbrain.app.shell;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.distributedbrain.app.text.Texts;
import org.kordamp.ikonli.feather.Feather;

/** The views of the console, in the order of the rail. */
public enum Section {
    OVERVIEW(Feather.GRID, KeyCode.DIGIT1),
    NEW_JOB(Feather.PLUS_CIRCLE, KeyCode.N),
    JOBS(Feather.LAYERS, KeyCode.DIGIT2),
    WORKERS(Feather.CPU, KeyCode.DIGIT3),
    STREAM(Feather.ALIGN_LEFT, KeyCode.DIGIT4),
    EFFICIENCY(Feather.PIE_CHART, KeyCode.DIGIT5),
    LEADERBOARD(Feather.AWARD, KeyCode.DIGIT6),
    FAULTS(Feather.ACTIVITY, KeyCode.DIGIT7),
    HISTORY(Feather.ARCHIVE, KeyCode.DIGIT8),
    INVITE(Feather.USER_PLUS, KeyCode.I),
    SETTINGS(Feather.SETTINGS, KeyCode.COMMA);

    private final Feather icon;
    private final KeyCode key;

    Section(Feather icon, KeyCode key) {
        this.icon = icon;
        this.key = key;
    }

    /** In lower case, for settings and style sheets. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return Texts.of("shell.section." + id());
    }

    Feather icon() {
        return icon;
    }

    KeyCombination shortcut() {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }
}
