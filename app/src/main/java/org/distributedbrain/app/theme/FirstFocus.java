package org.distributedbrain.app.theme;

/** A view in which one begins elsewhere than at its first control. */
public interface FirstFocus {
    /** Puts the focus there. */
    void focusFirst();
}
