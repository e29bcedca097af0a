-- Finding jobs in a long history: what is asked for stands in the index that history is paged by, so that rows are read only of jobs that are shown.

ALTER TABLE jobs ADD COLUMN kernel TEXT NOT NULL DEFAULT 'matmul';
ALTER TABLE jobs ADD COLUMN largest_side INTEGER NOT NULL DEFAULT 0;  -- of its matrices, or of its picture

UPDATE jobs SET kernel = 'mandelbrot' WHERE source LIKE '%"kernel":"mandelbrot"%';
UPDATE jobs SET largest_side = CASE
    WHEN rows_a >= cols_a AND rows_a >= cols_b THEN rows_a
    WHEN cols_a >= cols_b THEN cols_a
    ELSE cols_b END;

DROP INDEX jobs_by_submission;
CREATE INDEX jobs_by_submission ON jobs (submitted_at, id, state, kernel, largest_side, label);
CREATE INDEX jobs_by_size ON jobs (largest_side, submitted_at, id);
CREATE INDEX jobs_by_duration ON jobs (total_time_ms, submitted_at, id);
CREATE INDEX jobs_by_speed ON jobs (throughput_mops, submitted_at, id);
