-- Everything an orchestrator keeps between runs. Every statement is plain SQL that SQLite and PostgreSQL both take.
--
-- Times are ISO 8601 text in UTC with six decimals (2026-01-31T09:30:00.000000Z): readable, and their alphabetical order is their order
-- in time. ${real} is a 64-bit floating-point number: REAL in SQLite, DOUBLE PRECISION in PostgreSQL, whose REAL has 32 bits only.

CREATE TABLE workers (
    id          TEXT NOT NULL PRIMARY KEY,
    name        TEXT NOT NULL,
    device_kind TEXT NOT NULL,
    engine      TEXT NOT NULL,
    device      TEXT NOT NULL,
    secret_hash TEXT,          -- SHA-256 of the worker's secret, base64url; null: nobody can come back as this worker
    first_seen  TEXT NOT NULL,
    last_seen   TEXT NOT NULL
);

-- The figures stay null until the job is done.
CREATE TABLE jobs (
    id                TEXT NOT NULL PRIMARY KEY,
    rows_a            INTEGER NOT NULL,
    cols_a            INTEGER NOT NULL,
    cols_b            INTEGER NOT NULL,
    workers_used      INTEGER,
    chunks_count      INTEGER NOT NULL,
    total_time_ms     ${real},
    avg_chunk_time_ms ${real},
    throughput_mops   ${real},
    efficiency_ratio  ${real},  -- per cent
    created_at        TEXT,     -- when the result was complete; null for a job without one

    label             TEXT NOT NULL,
    notes             TEXT NOT NULL,  -- a JSON array of sentences
    state             TEXT NOT NULL,  -- QUEUED until it has ended, then DONE, FAILED or CANCELLED
    submitted_at      TEXT NOT NULL,
    finished_at       TEXT,           -- when it ended, in whichever way
    failure           TEXT,
    compute_ms        ${real},
    transfer_ms       ${real},
    bytes_out         BIGINT,
    bytes_in          BIGINT,
    verify_method     TEXT,
    verify_vectors    INTEGER,
    worst_residual    ${real},
    rows_recomputed   INTEGER,
    max_error         ${real}
);

-- History is paged by (submitted_at, id), newest first.
CREATE INDEX jobs_by_submission ON jobs (submitted_at, id);

-- What an orchestrator asks for when it starts.
CREATE INDEX jobs_by_state ON jobs (state, submitted_at);

CREATE TABLE chunks (
    job_id          TEXT NOT NULL REFERENCES jobs (id),
    idx             INTEGER NOT NULL,
    worker_id       TEXT NOT NULL REFERENCES workers (id),
    first_row       INTEGER NOT NULL,
    rows            INTEGER NOT NULL,
    first_col       INTEGER NOT NULL,
    cols            INTEGER NOT NULL,
    compute_ms      ${real} NOT NULL,
    transfer_ms     ${real} NOT NULL,
    vectors         INTEGER NOT NULL,
    residual        ${real},   -- null: not a number
    rows_recomputed INTEGER NOT NULL,
    max_error       ${real},
    verified_at     TEXT NOT NULL,
    PRIMARY KEY (job_id, idx)
);

CREATE TABLE leaderboard (
    worker_id        TEXT NOT NULL PRIMARY KEY REFERENCES workers (id),
    total_compute_ms ${real} NOT NULL,
    tasks_completed  INTEGER NOT NULL,
    sessions_joined  INTEGER NOT NULL,
    last_seen        TEXT NOT NULL,
    operations       ${real} NOT NULL
);

CREATE INDEX leaderboard_by_work ON leaderboard (operations);

-- A log: it refers to nothing, so that it can be kept longer, or shorter, than what it tells of.
CREATE TABLE faults (
    id        TEXT NOT NULL PRIMARY KEY,
    kind      TEXT NOT NULL,
    worker_id TEXT NOT NULL,
    job_id    TEXT,     -- null, like chunk, when the worker had no task
    chunk     INTEGER,
    action    TEXT NOT NULL,
    story     TEXT NOT NULL,
    at        TEXT NOT NULL
);

CREATE INDEX faults_by_time ON faults (at, id);
