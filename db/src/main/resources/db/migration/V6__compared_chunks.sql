-- How many of a job's chunks two or more computed alike.

ALTER TABLE jobs ADD COLUMN chunks_compared INTEGER;
