package org.distributedbrain.app.submit;

/** The size fields as they are typed. */
record Sizes(String rowsA, String colsA, String colsB, String seed) {}
