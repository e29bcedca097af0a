-- Kernels whose work is known only when it is done, and results that several workers gave.

ALTER TABLE chunks ADD COLUMN operations ${real};  -- what it took, as verification found; null: of a version that did not say
ALTER TABLE chunks ADD COLUMN agreed INTEGER NOT NULL DEFAULT 0;  -- how many computed the same; 1: its worker's record vouches for it; 0: not compared
