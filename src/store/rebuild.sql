-- SPDX-License-Identifier: MIT
-- What can be made anew from the rest of the file.

-- search_text: what a search looks through, one row a record: the folded words of what the record is
-- called, a bar, and the folded words of all else that it says and of what stands beside it (bodies,
-- countries, channels, links).
CREATE TABLE search_text (
	record TEXT NOT NULL, -- table of the record: person, organisation, membership, event, page, place, source
	record_id INTEGER NOT NULL, -- its id
	words TEXT NOT NULL, -- each word after a blank, one blank after the last of each text: ' e waste  iemn |  network '
	PRIMARY KEY (record, record_id)
) STRICT, WITHOUT ROWID;
