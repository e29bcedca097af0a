-- What a job needs to go on after a restart, what it was expected to take, every attempt at a chunk, and matrices that stay on the grid.

ALTER TABLE jobs ADD COLUMN source TEXT;        -- where its operands come from, JSON; null: of a version that could not go on
ALTER TABLE jobs ADD COLUMN partition_mode TEXT NOT NULL DEFAULT 'ROWS';
ALTER TABLE jobs ADD COLUMN priority TEXT NOT NULL DEFAULT 'NORMAL';
ALTER TABLE jobs ADD COLUMN verification TEXT NOT NULL DEFAULT 'FREIVALDS';
ALTER TABLE jobs ADD COLUMN row_parts INTEGER;  -- the grid it was cut into; null, like source, for older jobs
ALTER TABLE jobs ADD COLUMN col_parts INTEGER;
ALTER TABLE jobs ADD COLUMN inner_parts INTEGER;
ALTER TABLE jobs ADD COLUMN started_at TEXT;    -- when its first chunk was handed out, once a chunk of it is verified
ALTER TABLE jobs ADD COLUMN predicted_ms ${real};
ALTER TABLE jobs ADD COLUMN predicted_bytes_out BIGINT;
ALTER TABLE jobs ADD COLUMN predicted_bytes_in BIGINT;
ALTER TABLE jobs ADD COLUMN predicted_bound TEXT;
ALTER TABLE jobs ADD COLUMN predicted_workers INTEGER;
ALTER TABLE jobs ADD COLUMN predicted_factor ${real};  -- what other jobs had taught, as a factor of predicted_ms
ALTER TABLE jobs ADD COLUMN local_ms ${real};

ALTER TABLE chunks ADD COLUMN part INTEGER NOT NULL DEFAULT 0;

-- One row per attempt: the lanes of the task stream. Times are microseconds since 1970 in UTC, so that many of them stay small and quick.
CREATE TABLE attempts (
    job_id      TEXT NOT NULL,
    task        BIGINT NOT NULL,
    chunk       INTEGER NOT NULL,
    worker_id   TEXT NOT NULL,
    ready_us    BIGINT NOT NULL,
    sent_us     BIGINT NOT NULL,
    started_us  BIGINT,
    computed_us BIGINT,
    returned_us BIGINT,
    checked_us  BIGINT,
    ended_us    BIGINT NOT NULL,
    outcome     TEXT NOT NULL,
    bytes_out   BIGINT NOT NULL,
    bytes_in    BIGINT NOT NULL,
    compute_ms  ${real} NOT NULL,
    merged      INTEGER NOT NULL DEFAULT 1,  -- how many attempts this row stands for, after a rollup
    -- How long merged attempts were in each phase; null for a single one, whose stamps say it.
    sending_busy_us   BIGINT,
    computing_busy_us BIGINT,
    returning_busy_us BIGINT,
    verifying_busy_us BIGINT,
    fault_busy_us     BIGINT,
    PRIMARY KEY (job_id, task)
);

-- How fast a worker was when it was last here.
ALTER TABLE workers ADD COLUMN operations_per_second ${real};
ALTER TABLE workers ADD COLUMN out_bytes_per_second ${real};
ALTER TABLE workers ADD COLUMN in_bytes_per_second ${real};
ALTER TABLE workers ADD COLUMN overhead_ms ${real};
ALTER TABLE workers ADD COLUMN measured_at TEXT;

-- What came of a fault's chunk.
ALTER TABLE faults ADD COLUMN task BIGINT;
ALTER TABLE faults ADD COLUMN recovered_at TEXT;  -- when the chunk was handed out again; null: not yet, or there was none
ALTER TABLE faults ADD COLUMN recovered_by TEXT;  -- to which worker

-- Matrices that were put on the grid, by the SHA-256 of their files in blobs/.
CREATE TABLE operands (
    id        TEXT NOT NULL PRIMARY KEY,
    name      TEXT NOT NULL,
    rows      INTEGER NOT NULL,
    cols      INTEGER NOT NULL,
    bytes     BIGINT NOT NULL,
    put_at    TEXT NOT NULL,
    used_at   TEXT
);
