-- SPDX-License-Identifier: MIT
-- From version 1 to version 2: what an erasure and what telling two people apart leave behind, and the
-- ways that undo takes through the journal. The same text stands in schema.sql.

-- tombstone: a record that was erased. Nothing else is kept of it; it only keeps an import, or another
-- office's file, from bringing the record back.
CREATE TABLE tombstone (
	uid TEXT PRIMARY KEY NOT NULL, -- uid that the record had
	record TEXT NOT NULL, -- table that it stood in
	moment TEXT NOT NULL, -- when it was erased, UTC
	CHECK (length(uid) = 36)
) STRICT, WITHOUT ROWID;

-- not_duplicate: two records that look like one and are two, as somebody has found out.
CREATE TABLE not_duplicate (
	uid_a TEXT NOT NULL, -- uid of the one, the smaller of the two as text
	uid_b TEXT NOT NULL, -- uid of the other
	moment TEXT NOT NULL, -- when they were told apart, UTC
	actor TEXT NOT NULL, -- who told them apart
	PRIMARY KEY (uid_a, uid_b),
	CHECK (length(uid_a) = 36 AND length(uid_b) = 36 AND uid_a < uid_b)
) STRICT, WITHOUT ROWID;

-- Two ways into the journal: which undo or redo is about an action, and which changes made a record
-- refer to another one (only a uid is 36 characters long, but for a rare text that does no harm).
CREATE INDEX action_undoes ON action (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX change_reference ON change (new) WHERE length(new) = 36;

-- Without those in the bin an index alone tells how many people are listed, and who stands where.
CREATE INDEX person_in_use ON person (sort_key, uid) WHERE binned IS NULL;
