"""The words by which hand-kept pain diaries name places, sides, moments and scores, in eight languages."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

DATE = (
    "date",
    "day",
    "datum",
    "tag",
    "fecha",
    "dia",
    "data",
    "jour",
    "dato",
    "dag",
    "entry date",
    "datetime",
    "timestamp",
)
TIME = ("time", "time of day", "uhrzeit", "zeit", "heure", "hora", "ora", "tijd")
MOMENT = ("moment", "when", "timing", "part of day", "zeitpunkt")
SITE = ("site", "location", "where", "body part", "area", "place", "ort", "stelle", "lieu", "lugar", "zona")
SIDE = ("side", "seite", "cote", "lado", "lato", "zijde")
SCORE = ("score", "nrs", "vas", "rating", "intensity", "level", "severity", "value", "punkte", "note 0-10")
FLARE = ("flare", "flareup", "flare up", "flare-up", "is flare", "schub", "crise", "brote", "crisi")
NOTE = (
    "note",
    "notes",
    "comment",
    "comments",
    "remark",
    "remarks",
    "bemerkung",
    "notiz",
    "notas",
    "remarque",
    "opmerking",
)
# Columns that repeat the date or number the rows: neither a score nor a factor.
IGNORED = ("weekday", "day of week", "wochentag", "week", "id", "index", "row", "unnamed 0", "month", "year", "daynr")
# A diary does not have these; a training log or a mood app's export has.
FOREIGN = (
    "exercise",
    "exercise name",
    "exercise title",
    "set order",
    "activity type",
    "mood",
    "rating/amount",
    "reps",
)

_PAIN = (
    r"pains?|aches?|soreness|hurts?|schmerz(?:en)?|douleurs?|mal (?:de|du|di|aux?|al|a la)|dolor(?:es)?|dolore"
    r"|dor(?:es)?(?: n[ao]s?)?|pijn|smerter?|smart(?:a|or)|vark|ont i|bol[eu]?|fajdalom|nrs|vas"
)
# How languages that write compounds end a word for pain: `Rückenschmerzen`, `kniepijn`, `ryggsmärta`, `backache`.
_COMPOUND = re.compile(
    r"([a-z]{2,}?)(pains?|aches?|soreness|schmerz(?:en)?|pijn|smerter?|smart(?:a|or)|vark|fajdalom)"
)
_FILLER = (
    r"score|level|rating|intensity|severity|index|scale|value|worst|max|avg|mean|average|overall|today|of|in|the|my"
    r"|0|10|0to10|de|la|le|el|du|im|am|at|on|waking|first|thing|running|run|getting|up|bed|time|nrs|vas"
)
# The first that fits; `back` alone is the low back, which is what runners mean by it.
_SITES = (
    (
        "other",
        r"upper back|mid(?:dle)? back|neck|nacken|shoulders?|schulter|elbow|wrist|hand|head|kopf|jaw|arms?|chest",
    ),
    (
        "low_back",
        r"low(?:er)? ?back|lbp|lumbar(?: spine)?|lumbago|lws|(?:unterer )?rucken|kreuz|bas du dos|dos|lumbares?",
    ),
    ("low_back", r"espalda(?: baja)?|lombalgia|lombar|costas|onderrug|rug|schiena|sacrum|si joint|back"),
    (
        "low_back",
        r"(?:lands?|kors)?rygg(?:en)?|ryg(?:gen)?|laend(?:en)?|korsrygg|plec(?:y|ow|ach)|krzyz[au]?|derek",
    ),
    ("hip", r"hips?|hufte|hanche|cadera|quadril|anca|heup|groin|leiste|hip flexors?|hoft(?:e|en)?|biodr[aou]|csipo"),
    ("glute", r"glutes?|gluteus|gluteal|buttocks?|butt|piriformis|po|gesass|fesse|gluteo"),
    ("hamstring", r"hamstrings?|hammies|oberschenkelruckseite|ischios?|isquios?"),
    (
        "knee",
        r"knees?|knie|genou|rodilla|joelho|ginocchio|patella|itb|it band|kn(?:a|ae|e)(?:e?t)?|kolan[aou]|terd",
    ),
    ("shin", r"shin splints?|shins?|schienbein|tibia"),
    (
        "calf",
        r"calf|calves|wade|mollet|gemelo|panturrilha|polpaccio|kuit|vad(?:en)?|laeg(?:gen)?|legg(?:en)?|lydk[aiu]",
    ),
    (
        "ankle",
        r"ankles?|achilles|sprunggelenk|cheville|tobillo|tornozelo|caviglia|enkel|fotled|ankel|kostk[aiu]|boka",
    ),
    (
        "foot",
        r"foot|feet|heel|toes?|arch|plantar(?: fascia)?|fuss|pied|piede?|voet|ferse|fot(?:en)?|fod(?:en)?|stop[ay]",
    ),
)
_SIDES = (
    ("both", r"both|bilateral|beide|l\+r|lr|left and right|both sides"),
    ("left", r"left|lt|l|links|linke[rs]?|gauche|izquierd[ao]|esquerd[ao]|sinistr[ao]"),
    ("right", r"right|rt|r|rechts?|rechte[rs]?|droite?|derech[ao]|direit[ao]|destr[ao]"),
)
_MOMENTS = (
    (
        "morning",
        r"mornings?|am|a m|wake|wakeup|waking|on waking|pre(?= ?breakfast)|morgens?|fruh|matin|manana|manha|ochtend",
    ),
    ("before", r"before|pre|prerun|vor(?:her)?|avant|antes|prima|voor"),
    ("during", r"during|mid|midrun|while|wahrend|pendant|durante|tijdens"),
    ("after", r"after|post|postrun|nach(?:her)?|apres|despues|depois|dopo|na"),
    ("evening", r"evenings?|pm|p m|nights?|bedtime|abends?|soir|noche|noite|sera|avond"),
    ("day", r"day|all day|daily|daytime|whole day|midday|noon|afternoon|tag|jour(?:nee)?"),
)
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"})
_YES = frozenset(["1", "1.0", "yes", "y", "true", "t", "x", "ja", "j", "oui", "si", "sì", "sim", "✓", "✔", "flare"])
_NO = frozenset(["0", "0.0", "no", "n", "false", "f", "nein", "nee", "non", "não", "nao", "none"])


@dataclass(frozen=True)
class Score:
    """What a column's name says of the scores in it; None where it says nothing."""

    site: str | None
    side: str | None
    moment: str | None
    is_explicit: bool  # it says pain, or an equal word

    words: str


def plain(text: str) -> str:
    """Lower case, without accents, the words parted by single blanks: `Lower-Back_pain ` is `lower back pain`."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return " ".join(re.findall(r"[a-z0-9+%/.✓✔]+", "".join(c for c in letters if not unicodedata.combining(c))))


def score_column(name: str) -> Score | None:
    """What the column `name` scores, or None where the name holds more than a place, side, moment and pain."""
    words = plain(name).replace(".", " ").replace("/", " ")
    rest = " ".join(_parted(word) for word in words.split())
    found: dict[str, str | None] = {}
    is_explicit = re.search(rf"\b(?:{_PAIN})\b", rest) is not None
    rest = re.sub(rf"\b(?:{_PAIN})\b", " ", rest)
    for key, table in (("site", _SITES), ("side", _SIDES), ("moment", _MOMENTS)):
        found[key], rest = _take(rest, table)
    rest = re.sub(rf"\b(?:{_FILLER})\b", " ", rest).strip()
    if rest or not (is_explicit or found["site"]):
        return None
    return Score(found["site"], found["side"], found["moment"], is_explicit, words)


def _parted(word: str) -> str:
    """A compound of a place runners have pains in and a word for pain as two words; others as they are."""
    compound = _COMPOUND.fullmatch(word)
    if compound is None:
        return word
    stem = compound[1]
    for place in (stem, stem.removesuffix("s"), stem.removesuffix("n"), stem.removesuffix("en"), stem + "e"):
        if any(re.fullmatch(words, place) for site, words in _SITES if site != "other"):
            return f"{place} {compound[2]}"
    return word


def _take(text: str, table: tuple[tuple[str, str], ...]) -> tuple[str | None, str]:
    for value, words in table:
        hit = re.search(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])", text)
        if hit:
            return value, text[: hit.start()] + " " + text[hit.end() :]
    return None, text


def site(text: str) -> str | None:
    """The `site` for a place in the person's words; `other` for a place not known, None for an empty text."""
    return _take(plain(text), _SITES)[0] or ("other" if plain(text) else None)


def side(text: str) -> str | None:
    """The `side`, or None."""
    return _take(plain(text), _SIDES)[0]


def moment(text: str) -> str | None:
    """The `moment`, or None."""
    return _take(plain(text), _MOMENTS)[0]


def yes_no(text: str) -> float | None:
    """1.0 for yes, 0.0 for no, None for anything else."""
    word = text.strip().casefold()
    return 1.0 if word in _YES else 0.0 if word in _NO else None
