-- What is thought of a worker.

ALTER TABLE workers ADD COLUMN reputation INTEGER NOT NULL DEFAULT 100;
ALTER TABLE workers ADD COLUMN consecutive BIGINT NOT NULL DEFAULT 0;  -- verified results since the last one that was proven wrong
ALTER TABLE workers ADD COLUMN lies INTEGER NOT NULL DEFAULT 0;        -- results proven wrong, of all time
ALTER TABLE workers ADD COLUMN quarantined_at TEXT;                    -- null: it gets ordinary work
ALTER TABLE workers ADD COLUMN quarantine_reason TEXT;
ALTER TABLE workers ADD COLUMN probation_at TEXT;                      -- null while quarantined: only the operator ends that
ALTER TABLE workers ADD COLUMN probation_passed INTEGER NOT NULL DEFAULT 0;
