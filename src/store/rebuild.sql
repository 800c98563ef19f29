-- SPDX-License-Identifier: MIT
-- What the program can rebuild from the rest of the file. `iemn check --rebuild-index` does so.

-- search_text: what a search looks through, one row a record: the folded words of the record and
-- of what stands beside it (other names, bodies, countries, channels), each after a blank.
CREATE TABLE search_text (
	record TEXT NOT NULL, -- table of the record: person, organisation, event, page, place
	record_id INTEGER NOT NULL, -- its id
	words TEXT NOT NULL, -- folded words, each after a blank, one blank at the end
	PRIMARY KEY (record, record_id)
) STRICT, WITHOUT ROWID;
