package org.distributedbrain.picture;

/**
 * A closed circle of colours: night blue, blue, white, amber, brown and back, each way smooth. Mixed in linear light, as lamps mix and not as
 * the numbers in a file do.
 */
final class Gradient {
    private static final double[] PLACES = {0, 0.16, 0.40, 0.62, 0.82, 1};
    private static final int[] COLOURS = {0x02083a, 0x1f63c4, 0xf2fbff, 0xffab1a, 0x5a1405, 0x02083a};
    private static final int SHADES = 4096;

    private static final int[] TABLE = table();

    private Gradient() {}

    /** The colour {@code turn} times around the circle, as {@code 0xRRGGBB}. */
    static int at(double turn) {
        return TABLE[(int) ((turn - Math.floor(turn)) * SHADES) & (SHADES - 1)];
    }

    private static int[] table() {
        int[] table = new int[SHADES];
        int stop = 0;
        for (int i = 0; i < SHADES; i++) {
            double place = (double) i / SHADES;
            while (place >= PLACES[stop + 1]) {
                stop++;
            }
            double part = (place - PLACES[stop]) / (PLACES[stop + 1] - PLACES[stop]);
            // No corner where two colours meet.
            double eased = part * part * (3 - 2 * part);
            table[i] = mixed(COLOURS[stop], COLOURS[stop + 1], eased);
        }
        return table;
    }

    private static int mixed(int from, int to, double part) {
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double a = Math.pow((from >> shift & 0xff) / 255.0, 2.2);
            double b = Math.pow((to >> shift & 0xff) / 255.0, 2.2);
            colour |= (int) Math.round(255 * Math.pow(a + (b - a) * part, 1 / 2.2)) << shift;
        }
        return colour;
    }
}
