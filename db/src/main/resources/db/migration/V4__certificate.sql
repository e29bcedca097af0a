-- What a proof needs: how much may have gone unnoticed, and the secret that the vectors of verification come from.

ALTER TABLE jobs ADD COLUMN seed TEXT;                 -- hexadecimal, told to nobody before the job is done; null: of a version that kept none
ALTER TABLE jobs ADD COLUMN bound ${real};             -- how far one value may be off, as a part of the root mean square of its tile; null: not known
ALTER TABLE jobs ADD COLUMN miss_probability ${real};  -- how likely a tile passed that is off by more, or wrong altogether
ALTER TABLE chunks ADD COLUMN bound ${real};
ALTER TABLE chunks ADD COLUMN miss_probability ${real};
