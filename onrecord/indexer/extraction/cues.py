"""Which words report that somebody said something, and what can such a word take as the thing said?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from .inflection import all_forms, verb_forms
from .word_lists import words_of

CueKind = Literal["speech", "writing", "question", "demand", "finding", "view", "judgement", "manner"]
# What stands for the thing said: a clause (said that ...), an infinitive (promised to ...), a noun (denied the
# charges), "as" (described it as ...), a complement (called it theatre), "of" (accused her of ...), "for" (praised
# him for ...), and so on with other prepositions. Quotation marks go with every verb but those of view and judgement.
Takes = Literal["clause", "infinitive", "noun", "as", "complement", "of", "for", "on", "to", "at", "about"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of the lexicon: its base form, its class and what it takes."""

    lemma: str
    kind: CueKind
    takes: frozenset[Takes]
    # Words that must follow for the verb to be a cue at all: "point" only as "point out".
    particle: str | None = None

    @property
    def quotes(self) -> bool:
        """Whether the verb introduces words in quotation marks."""
        return self.kind in ("speech", "writing", "question", "demand", "finding", "manner")


# The prepositions among them.
PREPOSITIONS: Final[tuple[Takes, ...]] = ("as", "of", "for", "on", "to", "at", "about")

_VERBS: Final[dict[CueKind, str]] = {
    "speech": """
        say tell add state declare announce claim argue explain note stress emphasise emphasize insist maintain
        assert admit acknowledge concede confirm reveal disclose report reply respond answer deny warn caution
        suggest comment remark observe mention indicate contend allege affirm reiterate repeat recall conclude joke
        quip complain lament boast brag vow promise pledge swear threaten predict forecast estimate exclaim shout
        yell whisper mutter murmur snap retort counter object protest remind inform notify assure reassure testify
        hint imply intimate speculate opine muse agree interject elaborate clarify specify underscore underline
        highlight proclaim profess plead volunteer recount relate bemoan reckon rejoin stipulate attest vouch tout
        allow point apologise apologize enthuse gush fume rage rant thunder bark holler drawl blurt scoff chide scold
        lecture
        quote cite signal confide confess venture speak talk theorise theorize postulate posit submit project decry
        rebut refute rule charge dispute contest
    """,
    "writing": "write tweet post blog text email e-mail publish cable scribble read message",
    "question": "ask wonder question inquire enquire query",
    "demand": "demand urge propose recommend advise beg implore order instruct appeal exhort advocate insist request",
    "finding": "find conclude determine hold decide calculate show attribute put",
    "view": """
        believe think feel hope fear expect suspect doubt worry consider view see regard assume guess anticipate
        foresee envisage envision trust figure deem dread
    """,
    "judgement": """
        call describe brand label dub term characterise characterize denounce condemn criticise criticize blast slam
        hail praise dismiss portray depict lambast lambaste deride ridicule mock castigate style rate laud applaud
        welcome blame accuse fault celebrate identify attack reject deplore commend thank congratulate credit decry
        tout rubbish pan trash
    """,
    "manner": """
        laugh smile grin shrug sigh nod chuckle cry scream sob moan groan grumble growl beam wink continue begin
        start finish go chime offer put press interrupt sing chant roar plead prod pipe come stammer bellow bleat
        carp chirp chorus coo croak crow fret fulminate gasp giggle grimace gripe grouse grumble hiss rail screech
        seethe shriek sigh simper sneer sniff snarl spit splutter storm stutter squeal tut wail whimper whine whinge
        wheeze
    """,
}
_TAKES: Final[dict[Takes, frozenset[str]]] = {
    # Ways to speak after which a clause may follow, too: moaned that it rained.
    "clause": words_of("""
    moan groan grumble growl cry sob wail whine whinge gripe grouse carp bleat bellow fret fulminate chuckle
    chant chorus crow gasp hiss rail roar scream screech seethe shriek sneer sniff snarl splutter stammer storm squeal
    whimper
"""),
    "infinitive": words_of("""
    promise vow pledge swear threaten demand urge ask call beg implore order instruct advise recommend expect hope
    request appeal exhort propose warn tell caution encourage
"""),
    "noun": words_of("""
    deny demand predict forecast propose recommend promise pledge announce foresee anticipate advocate fear expect
    doubt estimate reiterate reject dispute refute rebut contest rule project see reveal show find recall suggest
    admit blame
"""),
    "as": words_of("""
    describe see view regard deem characterise characterize denounce condemn criticise criticize blast slam hail
    praise dismiss portray depict lambast lambaste deride ridicule mock castigate decry brand label dub laud applaud
    welcome reject attack tout rubbish deplore celebrate identify recall remember cite fault
"""),
    "complement": words_of("call brand label dub term deem consider declare pronounce rate"),
    "of": words_of("accuse warn complain"),
    "on": words_of("blame"),
    "to": words_of("attribute"),
    "at": words_of("put"),
    "about": words_of("complain grumble worry warn moan gripe grouse"),
    "for": words_of(
        """
        call appeal plead fault blame criticise criticize praise condemn thank commend castigate lambast lambaste slam
        blast attack
        """
    ),
}
# Verbs that are cues only with quotation marks or with what they judge: no clause follows them.
_NO_CLAUSE: Final = words_of("""
    call tout quote cite publish read order request appeal exhort advocate view see regard query text message beg
    implore instruct cable speak talk attribute put apologise apologize vouch refute rebut decry rejoin relate elaborate
""")
_PARTICLES: Final = {"point": "out"}

# Be + adjective + clause: a view that somebody voiced.
VIEW_ADJECTIVES: Final = words_of("""
    confident sure certain convinced hopeful optimistic pessimistic afraid worried concerned adamant doubtful
    sceptical skeptical positive disappointed glad happy pleased sorry proud clear grateful
""")

# Nouns whose clause is what somebody said: "his claim that ...".
CUE_NOUNS: Final = words_of("""
    statement claim allegation assertion argument view opinion belief warning promise pledge announcement suggestion
    hope fear concern complaint admission denial accusation contention insistence prediction conviction conclusion
    remark comment observation impression assurance confidence doubt expectation threat vow acknowledgement
    acknowledgment reminder recommendation proposal demand estimate forecast hint
""")
# Nouns for what somebody said that a quotation fills: Roe's answer was: "..."; "...": that was the message from Roe.
ANSWER_NOUNS: Final = words_of("""
    answer message verdict reply response advice words view warning explanation comment slogan motto plea appeal
    question promise assessment conclusion statement remark reaction
""")
# Verbs that carry such a noun and nothing else: "expressed concern that", "issued a warning that".
LIGHT_VERBS: Final = all_forms(
    "express voice issue make repeat raise give reiterate have share offer hold deliver utter"
)

DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Verbs whose object is the one spoken to.
ADDRESSING: Final = words_of("""
    tell inform remind assure reassure warn advise notify ask urge caution promise beg implore order instruct exhort
    query question message email e-mail text write persuade convince
""")
# What one speaks in, at or to: "said in a statement", "told a news conference", "said to reporters".
OCCASIONS: Final = words_of("""
    statement interview report letter speech address remark remarks tweet post message email e-mail blog blogpost
    note conference briefing meeting hearing court testimony telegram telex cable release filing document memo
    memorandum comment comments video broadcast podcast television tv radio press parliament congress senate phone
    telephone article column editorial forum summit rally event ceremony reporters journalists newsmen media
    newspaper paper agency reuters afp bbc cnn reply response answer prospectus review survey study verdict ruling
    judgment judgement opinion brief communique communiqué bulletin advisory circular transcript affidavit complaint
    lawsuit indictment session debate panel reception lunch dinner visit trip telecast programme program show call
    exchange
""")

# Verbs before an infinitive that say that the speaking did not take place, or not yet.
NOT_SPOKEN: Final = all_forms("""
    decline refuse fail want wish hesitate forget neglect plan intend hope expect prepare need like prefer dare try
    attempt ask tell force require allow invite urge order encourage tempt schedule seem appear
""") | words_of("unable unwilling reluctant ready due likely supposed set free able loath")

# Subjects that show or suggest by being what they are, and say nothing.
SILENT_SUBJECTS: Final = words_of("""
    evidence data results result sign signs history experience fact facts name title figure event events trend
    trends picture pictures image images photo photos footage test tests absence presence success failure behaviour
    behavior performance price prices symptoms way
""")


@cache
def cue_table() -> dict[str, Cue]:
    """Return every inflected form of every cue verb, lower case, with its cue."""
    table: dict[str, Cue] = {}
    for kind, words in _VERBS.items():
        for lemma in words.split():
            abilities = {name for name, lemmas in _TAKES.items() if lemma in lemmas}
            if kind not in ("judgement", "manner") and lemma not in _NO_CLAUSE:
                abilities.add("clause")
            cue = Cue(lemma, kind, frozenset(abilities), _PARTICLES.get(lemma))
            for form in verb_forms(lemma):
                # A verb of two classes ("conclude", "plead") counts as the first: speech before the rest.
                table.setdefault(form, cue)
    return table
