# SPDX-License-Identifier: MIT
"""The form of data/*.json as tables: which array holds which fields, and what may stand in them.

facts_test.py holds these tables against schema.sql, so that a new column is not forgotten here.
"""

# Arrays at the top of a file; a record stands after those that it refers to.
SECTIONS = ("sources", "places", "organisations", "people", "events", "pages")

# Arrays inside the records of another, with the reference to the owner that they leave out.
NESTS = {
    "sources": {},
    "places": {"citations": "place"},
    "organisations": {"names": "organisation", "channels": "organisation",
                      "memberships": "member", "citations": "organisation"},
    "names": {},
    "people": {"channels": "person", "memberships": "person", "citations": "person"},
    "channels": {},
    "memberships": {"citations": "membership"},
    "events": {"links": "event", "citations": "event"},
    "links": {},
    "pages": {"citations": "page"},
    "citations": {},
}

TABLES = {
    "sources": "source", "places": "place", "organisations": "organisation",
    "names": "organisation_name", "people": "person", "channels": "channel",
    "memberships": "membership", "events": "event", "links": "event_link", "pages": "page",
    "citations": "citation",
}


def fields(text):
    """Name and kind of each field; the owner's reference is implied and not among them."""
    return dict(field.split(":") for field in text.split())


FIELDS = {
    "sources": fields("title:line publisher:line kind:word url:url date:date retrieved:date "
                      "note:prose"),
    "places": fields("code:code name:line region:line footnote:prose"),
    "organisations": fields("kind:word name:line abbreviation:line parent:reference "
                            "place:reference established:date dissolved:date role:line "
                            "description:prose note:prose rank:number"),
    "names": fields("kind:word name:line abbreviation:line language:languages valid_from:date "
                    "valid_to:date note:prose"),
    "people": fields("name:line latin_name:line family_name:line given_name:line honorific:word "
                     "sort_as:line place:reference languages:languages status:word note:prose"),
    "channels": fields("kind:word value:value label:line functional:flag preferred:flag "
                       "verified:date"),
    "memberships": fields("organisation:reference role:word title:line behalf:reference "
                          "valid_from:date valid_to:date ended:word note:prose rank:number"),
    "events": fields("date:date date_end:date kind:word importance:number title:line "
                     "description:prose city:line place:reference note:prose"),
    "links": fields("organisation:reference person:reference place:reference role:word "
                    "rank:number"),
    "pages": fields("rank:number title:line body:prose organisation:reference"),
    "citations": fields("source:reference field:word claim:prose rank:number"),
}

REQUIRED = {
    "sources": ("title", "kind"), "places": ("code", "name"), "organisations": ("kind", "name"),
    "names": ("kind", "name"), "people": ("name", "status"), "channels": ("kind", "value"),
    "memberships": ("organisation", "role"), "events": ("date", "kind", "importance", "title"),
    "links": ("role",), "pages": ("rank", "title", "body"), "citations": ("source",),
}

# Bytes of UTF-8.
LIMITS = {"word": 100, "line": 400, "value": 2000, "url": 2000, "prose": 64000}

# Array that a reference leads to.
TARGETS = {
    "source": "sources", "place": "places", "organisation": "organisations",
    "parent": "organisations", "behalf": "organisations", "person": "people",
}

CHOICES = {
    ("sources", "kind"): ("network", "primary", "secondary", "letter", "form", "e-mail",
                          "website", "phone"),
    ("names", "kind"): ("former", "alias", "translation"),
    ("people", "status"): ("active", "former", "deceased"),
    ("channels", "kind"): ("email", "phone", "mobile", "fax", "url", "address"),
    ("memberships", "role"): ("chair", "co-chair", "member", "alternate", "observer",
                              "focal point", "staff", "founder", "secretariat", "expert"),
    ("memberships", "ended"): ("term over", "resigned", "replaced", "deceased", "unknown"),
    ("events", "kind"): ("founding", "agreement", "law", "renaming", "meeting", "webinar",
                         "partnership", "appointment"),
    ("events", "importance"): ("1", "2", "3"),
    ("links", "role"): ("subject", "host", "organiser", "participant", "speaker", "profiled"),
}
