package org.distributedbrain.job;

/** Which of a product's two factors. */
public enum Operand {
    A,
    B
}
