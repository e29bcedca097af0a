package org.distributedbrain.job;

/** How a product is cut into chunks. */
public enum Partition {
    /** Whatever sends the fewest bytes to the workers that are connected. */
    AUTO,
    /** Bands of rows of A, each multiplied with the whole of B. */
    ROWS,
    /** Rectangles of C, each from a band of rows of A and a band of columns of B. */
    TILES
}
