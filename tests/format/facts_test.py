#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the bundled data against its own form and against the page that it must tell.

usage: facts_test.py IEMN_JSON DEMO_JSON SCHEMA_SQL

The form is data/README.md's. Whether the program reads the files is for its own tests; this one
needs nothing but Python, so that whoever edits the data sees at once what is wrong, and where.
"""
import json
import re
import sqlite3
import sys
import unicodedata
import unittest

sys.dont_write_bytecode = True  # the tree stays as it was
from facts_form import CHOICES, FIELDS, LIMITS, NESTS, REQUIRED, SECTIONS, TABLES, TARGETS
from facts_page import ABOUT_EVENTS, ABOUT_MISSION, ABOUT_ORGANISATIONS, ABOUT_PAGES

FACTS, DEMO, SCHEMA = sys.argv[1:4]
DAY = "2026-11-23"  # the day of the edition: terms of the demo lie around it
UUID_4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
LINK = re.compile(r"(?:https?://|mailto:)[!-~]+")
LANGUAGES = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*( [A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)*")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
MADE_UP_NUMBER = re.compile(r"\+120255501\d\d|\+999\d{8,9}")
# In two parts, so that this name stands nowhere in the tree, not even here.
ISO_LIST_NAME = "province of " + "china"


def refuse_twice(pairs):
    keys = [key for key, _ in pairs]
    assert len(keys) == len(set(keys)), f"a key stands twice among {keys}"
    return dict(pairs)


def read_text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def load(path):
    return json.loads(read_text(path), object_pairs_hook=refuse_twice)


class Item:
    """A record with its kind (key of its array), its place in the file and its owner."""

    def __init__(self, kind, record, place, owner):
        self.kind, self.record, self.place, self.owner = kind, record, place, owner

    def reference(self, field):
        value = self.record.get(field)
        return value["uid"] if isinstance(value, dict) else value

    def fields(self):
        """Fields that have a value, as (name, kind of value, value)."""
        for field, kind in FIELDS[self.kind].items():
            if field in self.record:
                yield field, kind, self.record[field]


def walk(document):
    """Every record, each before what is nested in it, in the order of the file."""
    def visit(kind, records, place, owner):
        for number, record in enumerate(records):
            item = Item(kind, record, f"{place}.{kind}[{number}]", owner)
            yield item
            for child in NESTS[kind]:
                yield from visit(child, record.get(child, []), item.place, item)
    for section in SECTIONS:
        yield from visit(section, document.get(section, []), "", None)


def date_fault(text):
    match = DATE.fullmatch(text)
    if not match:
        return "is no partial ISO date"
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if year < 1 or (match[2] and not 1 <= month <= 12):
        return "has no such year or month"
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    days = [31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if match[3] and not 1 <= day <= days[month - 1]:
        return "has no such day"
    return None


def text_fault(kind, text):
    """What is wrong with a text of this kind, or None."""
    if not isinstance(text, str) or not text:
        return "is no text, or empty"
    if len(text.encode()) > LIMITS[kind]:
        return f"has more than {LIMITS[kind]} bytes"
    if unicodedata.normalize("NFC", text) != text:
        return "is not in normal form C"
    allowed = "\n" if kind == "prose" else ""
    if any(unicodedata.category(c) == "Cc" and c not in allowed for c in text) or BIDI.search(text):
        return "holds a control character"
    if text != text.strip() or re.search(r"[^\S\n]{2}|\xa0|\n{3}", text):
        return "holds a blank too many"
    return None


def value_fault(item, field, kind, value):
    if kind == "number" or kind == "flag":
        fits = type(value) is int and (kind == "number" or value in (0, 1))
        fault = None if fits else "is no whole number" if kind == "number" else "is neither 0 nor 1"
    elif kind == "date":
        fault = date_fault(value)
    elif kind == "url":
        fault = None if LINK.fullmatch(value) and len(value) <= LIMITS["url"] else "is no link"
    elif kind == "code":
        fault = None if re.fullmatch("[A-Z][A-Z]", value) else "is no country code"
    elif kind == "languages":
        fault = None if LANGUAGES.fullmatch(value) else "holds no language tags"
    else:
        fault = text_fault(kind, value)
    choices = CHOICES.get((item.kind, field))
    if not fault and choices and str(value) not in choices:
        fault = f"is none of {', '.join(choices)}"
    return fault


class Data(unittest.TestCase):
    """What every test looks at; the tests stand in the classes below."""

    @classmethod
    def setUpClass(cls):
        cls.facts, cls.demo = list(walk(load(FACTS))), list(walk(load(DEMO)))
        cls.both = cls.facts + cls.demo
        cls.by_uid = {item.record["uid"]: item for item in cls.both}

    def of(self, kind, items=None):
        return [item for item in (items or self.facts) if item.kind == kind and not item.owner]

    def none(self, faults):
        self.assertEqual([], list(faults))

    def names_of(self, item):
        rows = [item.record] + item.record.get("names", [])
        return {row[key] for row in rows for key in ("name", "abbreviation") if key in row}

    def organisation(self, name):
        found = [item for item in self.of("organisations") if name in self.names_of(item)]
        self.assertEqual(1, len(found), f"{name!r} is borne by {[i.place for i in found]}")
        return found[0]


class Form(Data):
    def test_a_file_says_which_form_it_has(self):
        for path in FACTS, DEMO:
            document = load(path)
            head = (document["format"], document["version"])
            self.assertEqual(("iemn-directory", 1), head)
            self.assertLessEqual(set(document), {"format", "version", "meta", *SECTIONS})
            self.assertLessEqual(set(document["meta"]), {"edition", "network"})

    def test_a_file_is_utf_8_with_line_feeds_and_ends_with_one(self):
        for path in FACTS, DEMO:
            text = read_text(path)
            self.assertTrue(text.endswith("}\n"))
            self.assertNotRegex(text, "[\r\t\ufeff]")
            self.assertNotIn("\\u", text)

    def test_a_record_has_only_known_keys(self):
        for item in self.both:
            known = {"uid", *FIELDS[item.kind], *NESTS[item.kind]}
            self.assertLessEqual(set(item.record), known, item.place)

    def test_a_record_has_what_is_required(self):
        for item in self.both:
            missing = set(REQUIRED[item.kind]) - set(item.record)
            self.assertEqual(set(), missing, item.place)

    def test_values_fit_their_fields(self):
        faults = []
        for item in self.both:
            for field, kind, value in item.fields():
                fault = kind != "reference" and value_fault(item, field, kind, value)
                if fault:
                    faults.append(f"{item.place}.{field} {fault}: {value!r:.60}")
        self.none(faults)

    def test_uids_are_random_and_stand_once(self):
        self.none(i.place for i in self.both if not UUID_4.fullmatch(i.record.get("uid", "")))
        self.none(i.place for i in self.both if self.by_uid[i.record["uid"]] is not i)

    def test_references_lead_to_an_earlier_record_of_their_kind(self):
        earlier, faults = {}, []
        for item in self.both:
            for field, kind, _ in item.fields():
                target = earlier.get(item.reference(field))
                if kind == "reference" and target != TARGETS[field]:
                    faults.append(f"{item.place}.{field} leads to {target}")
            earlier[item.record["uid"]] = item.kind
        self.none(faults)

    def test_references_name_their_target_as_it_is_called(self):
        faults = []
        for item in self.both:
            for field, kind, value in item.fields():
                if kind == "reference" and isinstance(value, dict):
                    target = self.by_uid[value["uid"]].record
                    if set(value) != {"uid", "name"} or value["name"] not in (
                            target.get("name"), target.get("title")):
                        faults.append(f"{item.place}.{field}: {value}")
        self.none(faults)

    def test_an_event_link_leads_to_one_record(self):
        for item in self.both:
            if item.kind == "links":
                ends = {"organisation", "person", "place"} & set(item.record)
                self.assertEqual(1, len(ends), item.place)

    def test_what_ends_does_not_end_before_it_begins(self):
        faults = []
        for item in self.both:
            for begin, end in (("valid_from", "valid_to"), ("date", "date_end"),
                               ("established", "dissolved")):
                first, last = item.record.get(begin), item.record.get(end)
                if first and last and first[:len(last)] > last[:len(first)]:
                    faults.append(f"{item.place}: {first} to {last}")
        self.none(faults)


class Facts(Data):
    def test_no_person_is_bundled(self):
        self.none(i.place for i in self.facts if i.kind == "people")
        self.none(i.place for i in self.facts if "person" in i.record)
        owners = {i.owner.kind for i in self.facts if i.kind == "memberships"}
        self.assertEqual({"organisations"}, owners)

    def test_the_iso_list_name_of_taiwan_stands_nowhere(self):
        for path in FACTS, DEMO:
            words = " ".join(read_text(path).replace("\\n", " ").casefold().split())
            self.assertNotIn(ISO_LIST_NAME, words)

    def test_taiwan_is_called_taiwan(self):
        names = [i.record["name"] for i in self.of("places") if i.record["code"] == "TW"]
        self.assertEqual(["Taiwan"], names)

    def test_every_country_stands_once_under_a_name_that_people_say(self):
        places = [i.record for i in self.of("places")]
        self.assertEqual(249, len({place["code"] for place in places}))
        self.assertEqual(249, len({place["name"] for place in places}))
        inverted = re.compile(r", .*\b(of|the)$|, U\.S\.|, Brit")
        self.none(place["name"] for place in places if inverted.search(place["name"]))

    def test_every_place_organisation_event_and_page_cites_a_source(self):
        kinds = ("places", "organisations", "events", "pages")
        self.none(i.place for kind in kinds for i in self.of(kind) if not i.record.get("citations"))

    def test_every_country_that_took_part_cites_a_source(self):
        took_part = {i.reference("place") for i in self.facts if i.kind == "links"} - {None}
        self.assertEqual(27, len(took_part))
        self.none(self.by_uid[uid].place for uid in took_part
                  if not self.by_uid[uid].record.get("citations"))

    def test_a_citation_names_a_field_of_its_record(self):
        for item in self.both:
            if item.kind == "citations" and "field" in item.record:
                self.assertIn(item.record["field"], FIELDS[item.owner.kind], item.place)

    def test_the_network_comes_first_in_the_tree(self):
        roots = [i.record for i in self.of("organisations") if "parent" not in i.record]
        roots.sort(key=lambda record: (record.get("rank", 100), record["name"]))
        first = [record["abbreviation"] for record in roots[:6]]
        self.assertEqual(["IEP", "MOENV", "U.S. EPA", "SERI", "AIT", "TECRO"], first)


class AboutPage(Data):
    def test_every_organisation_of_the_page_is_found_by_all_its_names(self):
        for name, others, parent in ABOUT_ORGANISATIONS:
            with self.subTest(name):
                item = self.organisation(name)
                self.assertEqual(name, item.record["name"])
                for other in others:
                    self.assertIs(item, self.organisation(other))
                above = self.by_uid.get(item.reference("parent"))
                self.assertEqual(parent, above and above.record["name"])

    def test_every_year_of_the_page_is_an_event_told_by_the_network(self):
        told = [i for i in self.of("events") if i.record["importance"] == 1]
        self.assertEqual([row[0] for row in ABOUT_EVENTS], [i.record["date"] for i in told])
        for item, (year, words, names) in zip(told, ABOUT_EVENTS):
            with self.subTest(year):
                self.assertIn(words, item.record["title"])
                linked = {link["organisation"]["uid"] for link in item.record["links"]
                          if "organisation" in link}
                wanted = {self.organisation(name).record["uid"] for name in names}
                self.assertLessEqual(wanted, linked)

    def test_the_ministry_bore_its_former_name_to_the_day_before_it_opened(self):
        names = self.organisation("MOENV").record["names"]
        former = [n for n in names if n["kind"] == "former"]
        self.assertEqual(["Environmental Protection Administration"], [n["name"] for n in former])
        self.assertEqual(("1987-08-22", "2023-08-21"),
                         (former[0]["valid_from"], former[0]["valid_to"]))

    def test_the_pages_stand_in_their_order_and_are_whole(self):
        pages = sorted(self.of("pages"), key=lambda item: item.record["rank"])
        titles = [item.record["title"] for item in pages]
        self.assertEqual([row[0] for row in ABOUT_PAGES], titles)
        for item, (title, about, begin, end, words) in zip(pages, ABOUT_PAGES):
            with self.subTest(title):
                body = item.record["body"]
                subject = self.by_uid[item.reference("organisation")].record["name"]
                self.assertEqual(about, subject)
                self.assertEqual((begin, end), (body[:len(begin)], body[-len(end):]))
                self.assertEqual(words, len(body.split()))

    def test_the_mission_is_the_networks_own_words(self):
        self.assertEqual(ABOUT_MISSION, self.of("pages")[0].record["body"])

    def test_the_founders_and_the_secretariat_are_members(self):
        rows = {(i.owner.record["abbreviation"], i.record["organisation"]["name"], i.record["role"],
                 i.record["valid_from"]) for i in self.facts if i.kind == "memberships"}
        network = "International E-Waste Management Network"
        self.assertEqual({("U.S. EPA", network, "founder", "2011"),
                          ("MOENV", network, "founder", "2011"),
                          ("SERI", "IEMN Secretariat", "secretariat", "2021")}, rows)


class Demo(Data):
    def test_addresses_lead_to_example_org_alone(self):
        for item in self.demo:
            if item.kind == "channels":
                value = item.record["value"]
                if item.record["kind"] == "email":
                    self.assertRegex(value, r"^[a-z0-9.-]+@example\.org$", item.place)
                elif item.record["kind"] == "url":
                    self.assertRegex(value, r"^https://example\.org(/|$)", item.place)
        hosts = re.findall(r"(?:@|//)([^/\"\s]+)", read_text(DEMO))
        self.assertEqual({"example.org"}, set(hosts))

    def test_numbers_are_those_that_nobody_has(self):
        for item in self.demo:
            if item.record.get("kind") in ("phone", "mobile", "fax") and item.kind == "channels":
                self.assertRegex(item.record["value"], f"^({MADE_UP_NUMBER.pattern})$", item.place)

    def test_a_name_in_another_script_has_a_latin_form(self):
        for item in self.of("people", self.demo):
            name = item.record["name"]
            latin = all("LATIN" in unicodedata.name(c) for c in name if c.isalpha())
            self.assertEqual(not latin, "latin_name" in item.record, name)

    def test_the_roster_shows_what_a_living_one_has(self):
        people = [item.record for item in self.of("people", self.demo)]
        terms = [m for person in people for m in person.get("memberships", [])]
        names = [person["name"] for person in people]
        soon = [m for m in terms if DAY <= m.get("valid_to", "") <= "2027-02-21"]
        self.assertGreaterEqual(len(people), 40)
        self.assertLess(len(set(names)), len(names), "two people share a name")
        self.assertEqual({"active", "former", "deceased"}, {p["status"] for p in people})
        for rows in (soon, [m for m in terms if m.get("valid_to", DAY) < DAY],
                     [m for m in terms if m.get("valid_from", "") > DAY],
                     [p for p in people if "memberships" not in p],
                     [p for p in people if "channels" not in p],
                     [n for n in names if " " not in n and n.isascii()],
                     [n for n in names if len(n) > 80]):
            self.assertTrue(rows)


class Database(Data):
    """Loads both files into tables made from schema.sql: what a CHECK refuses fails here."""

    def setUp(self):
        self.base = sqlite3.connect(":memory:")
        self.addCleanup(self.base.close)
        self.base.execute("PRAGMA foreign_keys = ON")
        self.base.executescript(read_text(SCHEMA))

    def columns(self, table):
        return {row[1] for row in self.base.execute(f"PRAGMA table_info({table})")}

    def insert(self, item, ids):
        row = {"uid": item.record["uid"]}
        for field, kind, value in item.fields():
            if kind == "reference":
                row[field + "_id"] = ids[item.reference(field)]
            else:
                row[field] = value
        if item.owner:
            row[NESTS[item.owner.kind][item.kind] + "_id"] = ids[item.owner.record["uid"]]
        if item.kind == "people":
            row["sort_key"] = item.record["name"].casefold()
        marks = ", ".join("?" * len(row))
        insert = f"INSERT INTO {TABLES[item.kind]} ({', '.join(row)}) VALUES ({marks})"
        return self.base.execute(insert, tuple(row.values())).lastrowid

    def test_the_tables_here_are_those_of_the_schema(self):
        kept = {"id", "uid", "revision", "binned", "sort_key"}
        for kind, table in TABLES.items():
            owners = {nest[kind] for nest in NESTS.values() if kind in nest}
            fields = {f + "_id" if FIELDS[kind].get(f, "reference") == "reference" else f
                      for f in {*FIELDS[kind], *owners}}
            self.assertEqual(self.columns(table) - kept, fields, table)

    def test_the_schema_takes_every_record(self):
        ids = {}
        for item in self.both:
            try:
                ids[item.record["uid"]] = self.insert(item, ids)
            except sqlite3.Error as error:
                self.fail(f"{item.place}: {error}")
        for kind, table in TABLES.items():
            count = self.base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            self.assertEqual(sum(item.kind == kind for item in self.both), count, table)
        self.none(self.base.execute("PRAGMA foreign_key_check"))


if __name__ == "__main__":
    if sqlite3.sqlite_version_info < (3, 37):
        print("SKIP: Python's SQLite is older than 3.37 and knows no STRICT tables")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
