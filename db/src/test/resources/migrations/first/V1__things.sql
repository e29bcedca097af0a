CREATE TABLE things (id TEXT NOT NULL PRIMARY KEY, weight ${real});
