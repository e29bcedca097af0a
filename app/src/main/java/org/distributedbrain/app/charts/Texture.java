package org.distributedbrain.app.charts;

/** How an area is filled, so that its colour is not the only sign of what it means. */
public enum Texture {
    SOLID {
        @Override
        boolean isShaded(int x, int y) {
            return false;
        }
    },
    RISING {
        @Override
        boolean isShaded(int x, int y) {
            return Math.floorMod(x + y, PERIOD) < 2;
        }
    },
    FALLING {
        @Override
        boolean isShaded(int x, int y) {
            return Math.floorMod(x - y, PERIOD) < 2;
        }
    },
    DOTTED {
        @Override
        boolean isShaded(int x, int y) {
            return Math.floorMod(x, 4) < 2 && Math.floorMod(y, 4) < 2;
        }
    },
    CROSSED {
        @Override
        boolean isShaded(int x, int y) {
            return Math.floorMod(x + y, PERIOD) == 0 || Math.floorMod(x - y, PERIOD) == 0;
        }
    };

    private static final int PERIOD = 7;

    /** What is shaded gets so much of the background. */
    private static final double SHADE = 0.38;

    abstract boolean isShaded(int x, int y);

    /** The colour of a pixel: {@code ink}, or {@code shade} where the texture has its lines. */
    public int at(int x, int y, int ink, int shade) {
        return isShaded(x, y) ? shade : ink;
    }

    /** The colour of a texture's lines in {@code ink} over {@code ground}. */
    public static int shade(int ink, int ground) {
        return mixed(ink, ground, SHADE);
    }

    /** So much of {@code other} in {@code ink}, opaque. */
    public static int mixed(int ink, int other, double part) {
        return 0xff000000 | channel(ink, other, part, 16) | channel(ink, other, part, 8) | channel(ink, other, part, 0);
    }

    private static int channel(int ink, int other, double part, int shift) {
        int a = ink >> shift & 0xff;
        int b = other >> shift & 0xff;
        return (int) Math.round(a + (b - a) * part) << shift;
    }
}
