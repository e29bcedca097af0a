package org.distributedbrain.app.palette;

/**
 * Something a person can do.
 *
 * @param kind what it concerns, in a word
 * @param keys its shortcut as people write it, or empty
 */
public record Command(String name, String kind, String keys, Runnable action) {}
