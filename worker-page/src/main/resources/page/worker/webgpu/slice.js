/** How long a piece of work may hold a GPU, which also draws its owner's screen. */
export const SLICE_MS = 25; // what a piece is meant to take: a device that becomes four times slower meanwhile stays within 100 ms
export const SLICE_LIMIT_MS = 20_000; // a device that takes longer is not to be trusted any more
export const COMPILE_LIMIT_MS = 20_000;
