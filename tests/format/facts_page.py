# SPDX-License-Identifier: MIT
"""What https://iemn.net/about/, the network's own page, names: data/iemn.json must hold it all."""

NETWORK = "International E-Waste Management Network"
PARTNERSHIP = "International Environmental Partnership"
MINISTRY = "Ministry of Environment"
US_AGENCY = "United States Environmental Protection Agency"
SERI = "Sustainable Electronics Recycling International"
COMMITTEE = "IEMN Steering Committee"
SECRETARIAT = "IEMN Secretariat"
AIT = "American Institute in Taiwan"
TECRO = "Taipei Economic and Cultural Representative Office in the United States"
BODIES = [
    "Climate Change Administration", "Resource Circulation Administration",
    "Chemicals Administration", "Environmental Management Administration",
    "National Environmental Research Academy",
]

ABOUT_MISSION = (
    "The mission of the International E-Waste Management Network is to share best practices and "
    "experiences based on a circular economy approach that reduces the negative impact of "
    "electronic waste on public health and the environment while promoting positive "
    "socio-economic outcomes.")

# Name, other names by which it is to be found, name of what it is a part of.
ABOUT_ORGANISATIONS = [
    (NETWORK, ["IEMN", "GEM Network"], PARTNERSHIP),
    (COMMITTEE, [], NETWORK),
    (SECRETARIAT, [], NETWORK),
    ("IEMN Staff", [], SECRETARIAT),
    (PARTNERSHIP, ["IEP"], None),
    (MINISTRY, ["MOENV", "Taiwan Ministry of Environment", "EPAT",
                "Environmental Protection Administration"], None),
    *((name, [], MINISTRY) for name in BODIES),
    (US_AGENCY, ["U.S. EPA", "EPA", "US Environmental Protection Agency",
                 "U.S. Environmental Protection Agency"], None),
    (SERI, ["SERI"], None),
    (AIT, ["AIT"], None),
    (TECRO, ["TECRO", "Taipei Economic & Cultural Representative Office"], None),
]

# Year as the page gives it, words of the title, organisations that the event is tied to.
ABOUT_EVENTS = [
    ("1970", "U.S. EPA founded", [US_AGENCY]),
    ("1990", "National Environmental Education Act", [US_AGENCY]),
    ("1993", "environmental agreement", [AIT, TECRO]),
    ("2011", "IEMN established", [NETWORK, US_AGENCY, MINISTRY]),
    ("2021", "Secretariat", [SERI, NETWORK, SECRETARIAT, US_AGENCY, MINISTRY]),
    ("2023", "Ministry of Environment created", [MINISTRY, *BODIES]),
]

# Title, whom it is about, how the text begins and ends, how many words it has.
ABOUT_PAGES = [
    ("Our mission", NETWORK, "The mission of", "socio-economic outcomes.", 40),
    ("Structure", NETWORK, "In structure, IEMN is a voluntary and non-binding community",
     "perspectives and resources.", 51),
    ("History", NETWORK, "IEMN was established in 2011 by",
     "environmentally sound management of electronics.", 110),
    ("Partnership", PARTNERSHIP, "IEMN is part of the broader",
     "climate change adaptation and mitigation.", 56),
    ("Ministry of Environment", MINISTRY,
     "Taiwan Ministry of Environment (MOENV) was created in 2023",
     "support sustainable development.", 89),
    ("U.S. Environmental Protection Agency", US_AGENCY,
     "The United States Environmental Protection Agency (U.S. EPA) was founded in 1970",
     "increase environmental literacy.", 59),
    (SERI, SERI, SERI + " (SERI) engages in", "has no members.", 105),
    ("Steering Committee", COMMITTEE, "The IEMN Steering Committee represents",
     "around the world.", 27),
    ("Staff", "IEMN Staff", "The network's own page has the heading", "lists no one under it.", 15),
]
