-- Who may use the doors besides the operator, and whose jobs are whose.

CREATE TABLE requestor_tokens (
    id                  TEXT NOT NULL PRIMARY KEY,
    name                TEXT NOT NULL,
    scope               TEXT NOT NULL CHECK (scope IN ('read', 'submit', 'operate')),
    token_hash          TEXT NOT NULL,     -- SHA-256 of the token, base64url
    unfinished_jobs     INTEGER NOT NULL,  -- it may have so many at once
    requests_per_second INTEGER NOT NULL,
    created_at          TEXT NOT NULL,
    expires_at          TEXT,              -- null: never
    last_used_at        TEXT               -- to about a minute
);

CREATE UNIQUE INDEX idx_requestor_tokens_name ON requestor_tokens (name);

-- The operator's jobs are not in here.
CREATE TABLE job_owners (
    job_id TEXT NOT NULL PRIMARY KEY REFERENCES jobs (id),
    owner  TEXT NOT NULL  -- the name of the token that it was submitted with
);
