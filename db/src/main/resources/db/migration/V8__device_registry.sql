-- The devices that offer themselves to the network: those that programs register, and those that joined as workers.

CREATE TABLE compute_devices (
    id            TEXT NOT NULL PRIMARY KEY,
    user_id       TEXT,              -- who registered it; null: it joined as a worker, and has the worker's id
    device_name   TEXT NOT NULL,
    device_type   TEXT NOT NULL CHECK (device_type IN ('phone', 'laptop', 'desktop', 'server')),
    ram_gb        ${real} NOT NULL DEFAULT 0,
    cpu_cores     INTEGER NOT NULL DEFAULT 0,
    storage_gb    ${real} NOT NULL DEFAULT 0,
    compute_score ${real} GENERATED ALWAYS AS (ram_gb * 2 + cpu_cores * 5 + storage_gb * 0.05) STORED,
    is_active     INTEGER NOT NULL DEFAULT 0 CHECK (is_active IN (0, 1)),
    last_seen     TEXT NOT NULL,
    created_at    TEXT NOT NULL,
    updated_at    TEXT NOT NULL
);

-- What the network has in all is summed up from this index alone.
CREATE INDEX idx_compute_devices_active ON compute_devices (is_active, last_seen, ram_gb, cpu_cores, storage_gb);

-- A device is told by its name among those of the same user.
CREATE UNIQUE INDEX idx_compute_devices_user ON compute_devices (user_id, device_name);

CREATE INDEX idx_compute_devices_name ON compute_devices (device_name, id);
