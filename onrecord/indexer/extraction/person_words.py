"""Which words stand for people and groups? Titles, offices, kinds of organisation."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from .word_lists import words_of

Gender = Literal["f", "m"]

# Before a name, and not part of it.
HONORIFICS: Final[dict[str, Gender | None]] = {
    "mr": "m",
    "mister": "m",
    "sir": "m",
    "lord": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "mme": "f",
    "madam": "f",
    "madame": "f",
    "lady": "f",
    "dame": "f",
    "baroness": "f",
    "sister": "f",
    "father": "m",
    "brother": "m",
    "rabbi": None,
    "imam": "m",
    "sheikh": "m",
    "dr": None,
    "prof": None,
    "professor": None,
    "doctor": None,
    "rev": None,
    "reverend": None,
    "hon": None,
    "st": None,
}
# Offices and ranks cut short: Sgt., Gov.
RANKS: Final = words_of("sen rep gov gen col lt capt maj sgt supt insp det cpl cmdr adm brig")
# Titles that stand before a name and are offices too: they make a role.
TITLES: Final = RANKS | words_of("""
    president vice-president chancellor premier minister secretary senator representative congressman congresswoman
    governor mayor ambassador general colonel lieutenant captain major sergeant admiral commander commissioner
    chairman chairwoman chair chief judge justice prosecutor detective inspector sheriff officer constable
    superintendent pope cardinal bishop archbishop king queen prince princess emperor sultan emir ayatollah coach
    director spokesman spokeswoman spokesperson speaker councillor councilor alderman councilman councilwoman deputy
    pastor manager dean principal provost marshal private corporal
""")

# Trades that are common surnames (baker, cook, mason) are left out: Baker said.
_PEOPLE: Final = """
    accountant activist actor actress adviser advisor agent aide alderman ally ambassador analyst anchor architect
    archbishop artist assistant astronaut astronomer athlete attorney auditor author banker barrister biologist
    bishop blogger boss broker builder buyer cabinet-member campaigner candidate captain cardinal caretaker chair
    chairman chairperson chairwoman chancellor chef chemist chief citizen cleric clerk climatologist coach co-author
    coauthor co-chair co-founder cofounder colleague colonel columnist comedian commander commentator commissioner
    committee-member composer conductor congressman congresswoman conservationist consultant coordinator
    co-ordinator coroner correspondent councillor councilman councilor councilwoman counsel counsellor counselor
    creator critic curator customer dealer dean defector defendant delegate demonstrator deputy designer detective
    developer diplomat director dissident doctor driver drummer ecologist economist editor editor-in-chief employee
    employer engineer entrepreneur envoy epidemiologist executive expert farmer fighter filmmaker financier
    firefighter fisherman forecaster founder founder-director friend geologist goalkeeper governor grower guard
    guitarist head headmaster headmistress headteacher historian host hunter hydrologist imam industrialist insider
    inspector instructor inventor investigator investor journalist judge juror justice keeper king landlord lawmaker
    lawyer leader lecturer legislator librarian lieutenant lobbyist magistrate manager marshal mathematician mayor
    mediator member meteorologist midfielder midwife minister model monarch moderator monk mp mep musician neighbor
    neighbour negotiator novelist nun nurse nutritionist observer officer official operator opponent organiser
    organizer owner painter paramedic parliamentarian participant partner passenger pastor patient pediatrician
    paediatrician performer pharmacist philanthropist photographer physician physicist pilot player playwright poet
    policeman policewoman politician pope preacher premier presenter president priest prime-minister prince princess
    principal producer professor programmer prosecutor protester provost psychiatrist psychologist publisher queen
    rabbi rapper reader referee refugee registrar reporter representative researcher resident respondent retailer
    reviewer rider rival runner sailor saleswoman salesman scholar scientist scout sculptor secretary
    secretary-general senator sergeant sheriff shopkeeper shareholder singer skipper sociologist soldier solicitor
    sophomore source speaker specialist spokesman spokesperson spokeswoman sponsor star statesman statistician
    steward strategist striker student sultan superintendent superintendant supervisor supporter surgeon surveyor
    survivor suspect teacher teammate technician teen teenager tenant theologian therapist tourist toxicologist trader
    trainee trainer treasurer trustee tutor tycoon umpire undersecretary user vendor vet veteran veterinarian
    vice-chairman vice-chancellor vice-president victim virologist visitor volunteer voter warden whistleblower
    whistle-blower winger winner witness worker writer zoologist chief-executive ceo cfo coo cto md premier
    number-two mother father son daughter brother sister wife husband widow widower uncle aunt cousin nephew niece
    grandfather grandmother grandson granddaughter girlfriend boyfriend fiance fiancee parent stepfather stepmother
    mother-in-law father-in-law man woman boy girl person individual lady gentleman pensioner retiree rescuer ranger
    salesperson villager parishioner mourner fan spectator reveller commuter motorist cyclist pedestrian guide guest
    insurer lender underwriter strategist hedge-fund-manager planner engineer-in-chief foreman forewoman
    greengrocer plumber electrician hairdresser postman postwoman cleaner waiter waitress bartender landlady publican
    innkeeper docker welder mechanic janitor nanny cashier shopper trucker cabbie bricklayer beekeeper blacksmith
    jeweller florist undertaker receptionist locksmith roofer crofter signalman lifeguard bystander onlooker passer-by
"""
_MEN: Final = words_of("""
    actor alderman chairman congressman councilman policeman salesman spokesman statesman fisherman king prince monk
    priest emperor sultan father son brother husband widower uncle nephew grandfather grandson boyfriend fiance
    stepfather father-in-law man boy gentleman headmaster imam pope cardinal businessman sportsman frontman gunman
    foreman postman signalman waiter
""")
_WOMEN: Final = words_of("""
    actress chairwoman congresswoman councilwoman policewoman saleswoman spokeswoman queen princess nun mother
    daughter sister wife widow aunt niece grandmother granddaughter girlfriend fiancee stepmother mother-in-law
    woman girl lady headmistress midwife businesswoman sportswoman forewoman postwoman waitress landlady
    baroness
""")
KIN: Final = words_of("""
    mother father son daughter brother sister wife husband widow widower uncle aunt cousin nephew niece grandfather
    grandmother grandson granddaughter girlfriend boyfriend fiance fiancee parent stepfather stepmother
""")
_PLURALS: Final = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "police": "police",
    "children": "child",
    "staff": "staff",
}

# What a group that speaks is called: "the ministry said".
GROUPS: Final = words_of("""
    academy administration agency airline alliance army assembly association authority bank board body bourse brand
    broadcaster brokerage bureau business cabinet campaign carrier center centre chain chamber charity church city
    club coalition college commission committee community company conglomerate congress consortium corporation
    council country court daily delegation department embassy enterprise exchange family federation firm force
    foundation franchise fund giant government group hospital house household industry inquest inquiry institute
    institution insurer jury kingdom kremlin lab laboratory league lender maker manufacturer market media military
    ministry mission monitor movement museum nation navy network newspaper ngo office operator opposition
    organisation organization outlet palace panel paper parliament partnership party police port power practice
    press producer prosecution province publication publisher regime regulator republic retailer school secretariat
    senate service shipyard side society start-up startup state station store studio supplier syndicate team theater
    theatre think-tank thinktank trade-union tribunal trust union unit university utility venture warehouse watchdog
    website wing
""")
# Kinds of firm that are said of people too, or stand before a firm's name.
FIRMS: Final = words_of("""
    insurer bank brokerage maker manufacturer retailer producer supplier operator lender airline carrier company
    firm giant group developer publisher broadcaster distributor utility builder bookmaker supermarket chain startup
    start-up
""")
# Documents speak too: "the report said".
DOCUMENTS: Final = words_of("""
    account act affidavit agenda agreement analysis announcement article assessment audit bill biography blog book
    brief bulletin charter circular commentary communique communiqué complaint constitution contract copy
    declaration decree diary directive document dossier draft editorial email essay estimate evaluation excerpt file
    filing finding forecast guidance guide guideline guidelines indictment journal judgment judgement law lawsuit
    leaflet letter list magazine manifesto manual memo memorandum message motion note notice obituary opinion order
    page pamphlet paper passage petition placard plan policy poll post poster prospectus proverb publication record
    regulation release report resolution review rule rules ruling sign statement statistics story study subpoena
    suit summary survey telegram telex testimony text transcript treaty tweet verdict version video warrant will
    banner cable e-mail graffiti tabloid weekly
""")
# "The lawmaker" may be the senator; "the official", nearly anybody in office.
KINDS_OF: Final[dict[str, frozenset[str]]] = {
    "lawmaker": words_of("mp mep senator congressman congresswoman representative deputy legislator lawmaker member"),
    "politician": words_of(
        "mp mep senator congressman congresswoman minister president leader mayor governor candidate chancellor premier"
    ),
    "official": words_of(
        "minister secretary spokesman spokeswoman director commissioner deputy undersecretary official head chief"
    ),
    "leader": words_of("president premier chancellor chairman chairwoman head chief leader king"),
    "diplomat": words_of("ambassador envoy diplomat minister secretary"),
    "envoy": words_of("ambassador diplomat"),
    "executive": words_of("ceo director chairman president executive chief-executive head manager"),
    "scientist": words_of(
        "researcher scientist biologist physicist chemist geologist climatologist epidemiologist professor"
    ),
    "researcher": words_of("scientist researcher professor economist biologist author"),
    "author": words_of("writer novelist author coauthor co-author"),
    "writer": words_of("author novelist journalist columnist poet playwright"),
    "academic": words_of("professor lecturer scholar researcher historian economist"),
    "lawyer": words_of("attorney barrister solicitor counsel lawyer prosecutor"),
    "attorney": words_of("lawyer barrister solicitor counsel"),
    "doctor": words_of("surgeon physician paediatrician pediatrician psychiatrist doctor"),
    "politburo": frozenset(),
    "spokesman": frozenset(("spokesperson", "spokeswoman", "representative")),
    "spokeswoman": frozenset(("spokesperson", "spokesman", "representative")),
    "spokesperson": frozenset(("spokesman", "spokeswoman", "representative")),
    "prime minister": frozenset(("premier",)),
    "premier": frozenset(("prime minister",)),
    "manager": frozenset(("coach", "boss")),
    "boss": words_of("manager coach ceo director executive head chief"),
    "coach": frozenset(("manager", "trainer", "coach")),
    "officer": words_of("inspector sergeant detective superintendent constable commander"),
    "player": words_of("striker midfielder goalkeeper winger captain defender forward"),
    "economist": frozenset(("economist", "analyst")),
    "analyst": frozenset(("analyst", "economist", "strategist")),
}

ORGANISATION_WORDS: Final = words_of("""
    inc corp co ltd plc llc llp ag sa nv gmbh spa bv oy ab group holdings company corporation bank association
    agency ministry department office university college institute institution council committee commission party
    union federation foundation fund society service services network press times post news media centre center
    board authority court church club museum school hospital laboratory industries international partners systems
    technologies bancorp bancshares trust airlines airways motors oil energy capital securities brothers sons church
    league police resources house
""")


@cache
def people_words() -> dict[str, Gender | None]:
    """Return the words for a person by office, trade or kin, in lower case, with the gender that they tell."""
    words: dict[str, Gender | None] = dict.fromkeys(_PEOPLE.split())
    words.update(dict.fromkeys(_MEN, "m"))
    words.update(dict.fromkeys(_WOMEN, "f"))
    return words


def singular(word: str) -> str:
    """Return the singular of a word for people, the word itself where it is one."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word in people_words() or word in GROUPS or word in DOCUMENTS or not word.endswith("s"):
        return word
    if word.endswith("men"):
        return f"{word[:-2]}an"
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1]


def is_plural(word: str) -> bool:
    """Whether a word for people is a plural: officials, people, women."""
    return singular(word) != word or word in ("police", "people", "staff")


def is_rank(word: str) -> bool:
    """Whether a word is a form of address or a rank cut short, with or without its full stop: dr, sgt., gov."""
    plain = word.rstrip(".")
    return plain in HONORIFICS or plain in RANKS


def is_organisation_word(word: str) -> bool:
    """Whether a word of a name tells that it is an organisation's."""
    return word in ORGANISATION_WORDS


def is_common_noun(word: str) -> bool:
    """Whether a word, capitalised or not, is a common noun for somebody who speaks: "the Ministry", "Police"."""
    base = singular(word)
    return base in people_words() or base in GROUPS or base in DOCUMENTS or word in DOCUMENTS
