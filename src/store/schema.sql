-- SPDX-License-Identifier: MIT
-- The directory file, version 2. What stands here cannot be rebuilt from anything else; what can be
-- stands in rebuild.sql. `iemn schema` prints both.
--
-- Rules that hold for every table:
--   * A record has an id for joins inside this file and a uid (a random UUID, RFC 9562) that never
--     changes and is the same in every copy of the record anywhere.
--   * A date is ISO 8601 text as exact as it is known: 2011, 2011-05 or 2011-05-17. Never a false
--     1 January. A moment is UTC: 2026-11-23T14:03:00Z.
--   * revision is 1 for a new record and grows by one with every action that changes it; undoing such
--     an action takes it back, so that the row is the one of before.
--   * binned is the moment a record was moved to the bin, NULL while it is in use.
--   * Text is UTF-8 in normal form C without control characters; limits are bytes of UTF-8.
--   * No function or collation of our own stands in this schema: the stock sqlite3 shell can read
--     and write the file.

-- meta: facts about this file itself, one a row. While an erasure is not over, `erasing` is the moment
-- it began: free parts of the file may still hold the name, and the next start goes on with it.
CREATE TABLE meta (
	name TEXT PRIMARY KEY NOT NULL, -- which fact: edition, network, created, bundle, fold
	value TEXT NOT NULL, -- the fact, as text
	CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 64),
	CHECK (length(CAST(value AS BLOB)) <= 4000)
) STRICT, WITHOUT ROWID;

-- source: where facts come from: a page, a paper, a letter.
CREATE TABLE source (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	title TEXT NOT NULL, -- title of the page or paper
	publisher TEXT, -- who published it
	kind TEXT NOT NULL DEFAULT 'website', -- network, primary, secondary, letter, form, e-mail, website, phone
	url TEXT, -- link (RFC 3986)
	date TEXT, -- date of the source, partial
	retrieved TEXT, -- date it was read, partial
	note TEXT, -- how it was read and what it does not show
	CHECK (length(uid) = 36),
	CHECK (length(CAST(title AS BLOB)) BETWEEN 1 AND 400 AND instr(title, char(0)) = 0),
	CHECK (length(CAST(url AS BLOB)) <= 2000),
	CHECK (length(CAST(note AS BLOB)) <= 64000),
	CHECK (date IS NULL OR date GLOB '[0-9][0-9][0-9][0-9]*')
) STRICT;

-- place: a country or territory (ISO 3166-1), under the name that the network uses.
CREATE TABLE place (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	code TEXT NOT NULL UNIQUE, -- ISO 3166-1 alpha-2 code
	name TEXT NOT NULL, -- the network's display name; never the ISO list name of TW
	region TEXT, -- region of the world, in the network's words
	footnote TEXT, -- remark shown with the name
	CHECK (length(uid) = 36),
	CHECK (code GLOB '[A-Z][A-Z]'),
	CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 400 AND instr(name, char(0)) = 0),
	CHECK (length(CAST(footnote AS BLOB)) <= 64000)
) STRICT;

-- organisation: a network, partnership, ministry, agency, administration, academy, office,
-- committee, secretariat or any other body. Its parent makes it a branch of the tree.
CREATE TABLE organisation (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	kind TEXT NOT NULL, -- network, partnership, ministry, agency, administration, academy, committee ...
	name TEXT NOT NULL, -- the name it bears today, or bore last
	abbreviation TEXT, -- short form of that name
	parent_id INTEGER REFERENCES organisation (id), -- body that it is a part of
	place_id INTEGER REFERENCES place (id), -- country it belongs to; NULL when international
	established TEXT, -- date it came into being, partial
	dissolved TEXT, -- date it ended, partial; NULL while it exists
	role TEXT, -- its part in the network, in a few words
	description TEXT, -- what it is and does
	note TEXT, -- remark on a doubt or on how a source was read
	rank INTEGER NOT NULL DEFAULT 100, -- order among its siblings before the name decides
	CHECK (length(uid) = 36),
	CHECK (parent_id IS NULL OR parent_id <> id),
	CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 400 AND instr(name, char(0)) = 0),
	CHECK (length(CAST(abbreviation AS BLOB)) <= 400),
	CHECK (length(CAST(description AS BLOB)) <= 64000),
	CHECK (established IS NULL OR established GLOB '[0-9][0-9][0-9][0-9]*'),
	CHECK (dissolved IS NULL OR dissolved GLOB '[0-9][0-9][0-9][0-9]*')
) STRICT;
CREATE INDEX organisation_parent ON organisation (parent_id);
CREATE INDEX organisation_place ON organisation (place_id);

-- organisation_name: another name of an organisation: an earlier one with its dates, one in
-- another language, a spelling that sources use.
CREATE TABLE organisation_name (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	organisation_id INTEGER NOT NULL REFERENCES organisation (id), -- whose name it is
	kind TEXT NOT NULL DEFAULT 'alias', -- former, alias, translation
	name TEXT NOT NULL, -- the name
	abbreviation TEXT, -- short form that belongs to this name
	language TEXT, -- language tag (BCP 47), NULL for English
	valid_from TEXT, -- first date it was borne, partial; NULL when not known
	valid_to TEXT, -- last date it was borne, partial; NULL when not known or still borne
	note TEXT, -- remark
	CHECK (length(uid) = 36),
	CHECK (kind IN ('former', 'alias', 'translation')),
	CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 400 AND instr(name, char(0)) = 0)
) STRICT;
CREATE INDEX organisation_name_owner ON organisation_name (organisation_id);

-- person: someone who sits in a body or holds a post. Terms of office are memberships.
CREATE TABLE person (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	name TEXT NOT NULL, -- name as the person writes it, in the usual order (vCard FN)
	latin_name TEXT, -- the same name in Latin letters, when name is in another script
	family_name TEXT, -- family name in Latin letters (vCard N, first part)
	given_name TEXT, -- given name in Latin letters (vCard N, second part)
	honorific TEXT, -- prefix such as Dr. (vCard N, fourth part)
	sort_as TEXT, -- what to sort by when it is not family name, then given name
	sort_key TEXT NOT NULL, -- folded form of what it is sorted by; kept by the program
	place_id INTEGER REFERENCES place (id), -- country the person works for
	languages TEXT, -- language tags (BCP 47) by preference, separated by blanks
	status TEXT NOT NULL DEFAULT 'active', -- active, former, deceased
	note TEXT, -- remark
	CHECK (length(uid) = 36),
	CHECK (status IN ('active', 'former', 'deceased')),
	CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 400 AND instr(name, char(0)) = 0),
	CHECK (length(CAST(latin_name AS BLOB)) <= 400),
	CHECK (length(CAST(note AS BLOB)) <= 64000)
) STRICT;
CREATE INDEX person_order ON person (sort_key, uid);
-- Without those in the bin an index alone tells how many people are listed, and who stands where.
CREATE INDEX person_in_use ON person (sort_key, uid) WHERE binned IS NULL;
CREATE INDEX person_place ON person (place_id);

-- channel: a way to reach a person or an organisation.
CREATE TABLE channel (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	person_id INTEGER REFERENCES person (id), -- whose it is, if a person's
	organisation_id INTEGER REFERENCES organisation (id), -- whose it is, if an organisation's
	kind TEXT NOT NULL, -- email, phone, mobile, fax, url, address
	value TEXT NOT NULL, -- the address, number or link, as given
	label TEXT, -- what it is for, in a few words
	functional INTEGER NOT NULL DEFAULT 0, -- 1 when it belongs to the post and outlives the person
	preferred INTEGER NOT NULL DEFAULT 0, -- 1 when it is to be tried first
	verified TEXT, -- date it was last seen to work, partial
	CHECK (length(uid) = 36),
	CHECK ((person_id IS NULL) <> (organisation_id IS NULL)),
	CHECK (kind IN ('email', 'phone', 'mobile', 'fax', 'url', 'address')),
	CHECK (functional IN (0, 1) AND preferred IN (0, 1)),
	CHECK (length(CAST(value AS BLOB)) BETWEEN 1 AND 2000 AND instr(value, char(0)) = 0)
) STRICT;
CREATE INDEX channel_person ON channel (person_id);
CREATE INDEX channel_organisation ON channel (organisation_id);

-- membership: a person or an organisation in a body or post, with a term. Who is current is
-- computed for a date, never stored.
CREATE TABLE membership (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	person_id INTEGER REFERENCES person (id), -- who, if a person
	member_id INTEGER REFERENCES organisation (id), -- who, if an organisation
	organisation_id INTEGER NOT NULL REFERENCES organisation (id), -- the body
	role TEXT NOT NULL, -- chair, co-chair, member, alternate, observer, focal point, staff, founder, secretariat, expert
	title TEXT, -- title of the post, in its own words
	behalf_id INTEGER REFERENCES organisation (id), -- agency on whose behalf the seat is held
	valid_from TEXT, -- first date of the term, partial
	valid_to TEXT, -- last date of the term, partial; NULL while it lasts
	ended TEXT, -- how it ended: term over, resigned, replaced, deceased, unknown
	note TEXT, -- remark
	rank INTEGER NOT NULL DEFAULT 100, -- order inside the body before the name decides
	CHECK (length(uid) = 36),
	CHECK ((person_id IS NULL) <> (member_id IS NULL)),
	CHECK (valid_from IS NULL OR valid_from GLOB '[0-9][0-9][0-9][0-9]*'),
	CHECK (valid_to IS NULL OR valid_to GLOB '[0-9][0-9][0-9][0-9]*'),
	CHECK (valid_from IS NULL OR valid_to IS NULL OR substr(valid_from, 1, length(valid_to)) <= valid_to)
) STRICT;
CREATE INDEX membership_person ON membership (person_id);
CREATE INDEX membership_member ON membership (member_id);
CREATE INDEX membership_body ON membership (organisation_id);
CREATE INDEX membership_behalf ON membership (behalf_id);

-- event: something that happened, for the timeline.
CREATE TABLE event (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	date TEXT NOT NULL, -- date or first day, partial
	date_end TEXT, -- last day, partial; NULL when it is one day or not known
	kind TEXT NOT NULL, -- founding, agreement, law, renaming, meeting, webinar, partnership, appointment
	importance INTEGER NOT NULL DEFAULT 2, -- 1 told by the network itself, 2 a milestone, 3 a detail
	title TEXT NOT NULL, -- a line
	description TEXT, -- what happened
	city TEXT, -- city it took place in
	place_id INTEGER REFERENCES place (id), -- country it took place in
	note TEXT, -- what sources disagree on, and the reading chosen
	CHECK (length(uid) = 36),
	CHECK (date GLOB '[0-9][0-9][0-9][0-9]*'),
	CHECK (date_end IS NULL OR date_end GLOB '[0-9][0-9][0-9][0-9]*'),
	CHECK (importance BETWEEN 1 AND 3),
	CHECK (length(CAST(title AS BLOB)) BETWEEN 1 AND 400 AND instr(title, char(0)) = 0),
	CHECK (length(CAST(description AS BLOB)) <= 64000)
) STRICT;
CREATE INDEX event_order ON event (date, uid);
CREATE INDEX event_place ON event (place_id);

-- event_link: who or what an event concerns, and how.
CREATE TABLE event_link (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	event_id INTEGER NOT NULL REFERENCES event (id), -- the event
	organisation_id INTEGER REFERENCES organisation (id), -- the organisation it concerns, or NULL
	person_id INTEGER REFERENCES person (id), -- the person it concerns, or NULL
	place_id INTEGER REFERENCES place (id), -- the country it concerns, or NULL
	role TEXT, -- subject, host, organiser, participant, speaker, profiled
	rank INTEGER NOT NULL DEFAULT 100, -- order inside the event before the name decides
	CHECK (length(uid) = 36),
	CHECK ((organisation_id IS NOT NULL) + (person_id IS NOT NULL) + (place_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX event_link_event ON event_link (event_id);
CREATE INDEX event_link_organisation ON event_link (organisation_id);
CREATE INDEX event_link_person ON event_link (person_id);
CREATE INDEX event_link_place ON event_link (place_id);

-- page: a section of prose about the network, in reading order.
CREATE TABLE page (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	rank INTEGER NOT NULL, -- place in the reading order
	title TEXT NOT NULL, -- heading
	body TEXT NOT NULL, -- text; paragraphs are separated by an empty line
	organisation_id INTEGER REFERENCES organisation (id), -- organisation that it is about
	CHECK (length(uid) = 36),
	CHECK (length(CAST(title AS BLOB)) BETWEEN 1 AND 400 AND instr(title, char(0)) = 0),
	CHECK (length(CAST(body AS BLOB)) <= 64000)
) STRICT;
CREATE INDEX page_order ON page (rank, uid);

-- citation: which source says what a record holds, or one field of it.
CREATE TABLE citation (
	id INTEGER PRIMARY KEY, -- row number inside this file
	uid TEXT NOT NULL UNIQUE, -- permanent UUID
	revision INTEGER NOT NULL DEFAULT 1, -- grows with every save
	binned TEXT, -- moment it was moved to the bin, or NULL
	source_id INTEGER NOT NULL REFERENCES source (id), -- the source
	organisation_id INTEGER REFERENCES organisation (id), -- the record, if an organisation
	person_id INTEGER REFERENCES person (id), -- the record, if a person
	membership_id INTEGER REFERENCES membership (id), -- the record, if a term of office
	place_id INTEGER REFERENCES place (id), -- the record, if a country
	event_id INTEGER REFERENCES event (id), -- the record, if an event
	page_id INTEGER REFERENCES page (id), -- the record, if a page
	field TEXT, -- field that the source supports; NULL for the record as a whole
	claim TEXT, -- what the source says where sources differ, or NULL
	rank INTEGER NOT NULL DEFAULT 100, -- order; the source relied on comes first
	CHECK (length(uid) = 36),
	CHECK ((organisation_id IS NOT NULL) + (person_id IS NOT NULL) + (membership_id IS NOT NULL)
		+ (place_id IS NOT NULL) + (event_id IS NOT NULL) + (page_id IS NOT NULL) = 1),
	CHECK (length(CAST(claim AS BLOB)) <= 64000)
) STRICT;
CREATE INDEX citation_source ON citation (source_id);
CREATE INDEX citation_organisation ON citation (organisation_id);
CREATE INDEX citation_person ON citation (person_id);
CREATE INDEX citation_membership ON citation (membership_id);
CREATE INDEX citation_place ON citation (place_id);
CREATE INDEX citation_event ON citation (event_id);
CREATE INDEX citation_page ON citation (page_id);

-- raw_property: a line of an imported file that no field holds, kept word for word so that an
-- export gives it back.
CREATE TABLE raw_property (
	id INTEGER PRIMARY KEY, -- row number inside this file
	person_id INTEGER REFERENCES person (id), -- whose it is, if a person's
	organisation_id INTEGER REFERENCES organisation (id), -- whose it is, if an organisation's
	format TEXT NOT NULL, -- vcard, ldif, csv
	name TEXT NOT NULL, -- name of the property, column or attribute
	value TEXT NOT NULL, -- the whole of it, as it was read
	CHECK ((person_id IS NULL) <> (organisation_id IS NULL))
) STRICT;
CREATE INDEX raw_property_person ON raw_property (person_id);
CREATE INDEX raw_property_organisation ON raw_property (organisation_id);

-- action: one save, the step that undo takes back. An undo and a redo are actions too; undoes says which
-- action they are about, and the latest of them whether that action holds. An action that was never
-- taken back counts from its own place in the order, one that was redone from that of its latest redo.
CREATE TABLE action (
	id INTEGER PRIMARY KEY, -- order of the saves; the clock is never asked for it
	moment TEXT NOT NULL, -- when, UTC
	actor TEXT NOT NULL, -- who: IEMN_USER, else the login name
	origin TEXT NOT NULL, -- first run, screen, shell, import, undo, redo
	name TEXT NOT NULL, -- what was done, in words
	reason TEXT, -- why, if it was given
	undoes INTEGER REFERENCES action (id) -- action that this one takes back, or NULL
) STRICT;

-- change: one field that an action changed. A record that comes into being or is taken out again has a
-- row for the field uid and one for each field with a value; a reference is the uid of its target; the
-- bin is the field binned. Fields of one action stand in the order in which they were written.
CREATE TABLE change (
	id INTEGER PRIMARY KEY, -- order inside the journal
	action_id INTEGER NOT NULL REFERENCES action (id), -- the save it belongs to
	record TEXT NOT NULL, -- table of the record
	record_uid TEXT NOT NULL, -- uid of the record
	field TEXT NOT NULL, -- field that changed
	old TEXT, -- value before, NULL for none
	new TEXT -- value after, NULL for none
) STRICT;
CREATE INDEX change_action ON change (action_id);
CREATE INDEX change_record ON change (record_uid);

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
