"""What Garmin Connect calls its columns and kinds of run, by language.

English, German, French, Spanish, Portuguese, Polish, Hungarian, Swedish, Danish and Norwegian as seen in exports;
Italian, Japanese and Dutch from programs that read or write such files. Compared by data.importers.table.fold.
"""

from __future__ import annotations

import re

from data.importers.table import fold

# Field -> the names of its column, in the order of the languages above.
COLUMNS = {
    "sport": (
        "Activity Type",
        "Aktivitätstyp",
        "Type d'activité",
        "Tipo de actividad",
        "Tipo de atividade",
        "Typ aktywności",
        "Tevékenység típusa",
        "Aktivitetstyp",
        "Aktivitetstype",
        "Tipo di attività",
        "アクティビティタイプ",
        "Activiteittype",
        "Activiteitstype",
        "Activiteitentype",
    ),
    "date": ("Date", "Datum", "Fecha", "Data", "Dátum", "Dato", "日付"),
    "favourite": (
        "Favorite",
        "Favorit",
        "Favori",
        "Favorito",
        "Ulubiony",
        "Kedvenc",
        "Favoritt",
        "Preferito",
        "Preferita",
        "お気に入り",
        "Favoriet",
    ),
    "title": ("Title", "Titel", "Titre", "Título", "Tytuł", "Cím", "Namn", "Tittel", "Titolo", "タイトル"),
    "distance": (
        "Distance",
        "Distanz",
        "Distancia",
        "Distância",
        "Dystans",
        "Távolság",
        "Distans",
        "Avstand",
        "Distanse",
        "Distanza",
        "距離",
        "Afstand",
    ),
    "time": (
        "Time",
        "Total Time",
        "Zeit",
        "Gesamtzeit",
        "Durée",
        "Tiempo",
        "Tiempo total",
        "Tempo",
        "Tempo total",
        "Czas",
        "Idő",
        "Tid",
        "タイム",
        "Tijd",
    ),
    "hr_mean": (
        "Avg HR",
        "Ø HF",
        "Ø Herzfrequenz",
        "Durchschnittliche Herzfrequenz",
        "Fréquence cardiaque moyenne",
        "Frecuencia cardiaca media",
        "FC media",
        "FC Média",
        "Średnie tętno",
        "Átlagos pulzusszám",
        "Átlagos pulzus",
        "Medelpuls",
        "Gennemsnitlig puls",
        "Gns. puls",
        "Gjennomsnittlig puls",
        "平均心拍数",
        "Gem. HS",
        "Gemiddelde hartslag",
    ),
    "hr_max": (
        "Max HR",
        "Max. HF",
        "Maximale Herzfrequenz",
        "Fréquence cardiaque maximale",
        "FC máxima",
        "Frecuencia cardiaca máxima",
        "Maksymalne tętno",
        "Maximális pulzusszám",
        "Max. pulzus",
        "Maxpuls",
        "Maks. puls",
        "Makspuls",
        "FC max",
        "最大心拍数",
        "Max. HS",
        "Maximale hartslag",
    ),
    "cadence": (
        "Avg Run Cadence",
        "Avg Cadence",
        "Ø Schrittfrequenz (Laufen)",
        "Ø Schrittfrequenz",
        "Cadence de course moyenne",
        "Cadencia de carrera media",
        "Cadência de corrida média",
        "Średni rytm biegu",
        "Átlagos futási ütem",
        "Medellöpkadens",
        "Gennemsnitlig løbekadence",
        "Gjennomsnittlig frekvens for løping",
        "Cadenza di corsa media",
        "平均ピッチ",
        "Gem. loopcadans",
        "Gemiddelde loopcadans",
    ),
    "stride": (
        "Avg Stride Length",
        "Ø Schrittlänge",
        "Longueur moyenne des foulées",
        "Longitud media de zancada",
        "Comprimento médio da passada",
        "Średnia długość kroku",
        "Átlagos lépéshossz",
        "Medelsteglängd",
        "Gennemsnitlig skridtlængde",
        "Gjennomsnittlig skrittlengde",
        "Lunghezza media passo",
        "平均歩幅",
        "Gem. staplengte",
    ),
    "steps": (
        "Steps",
        "Schritte",
        "Pas",
        "Pasos",
        "Passos",
        "Kroki",
        "Lépések",
        "Steg",
        "Skridt",
        "Skritt",
        "ステップ",
    ),
    "ascent": (
        "Total Ascent",
        "Elev Gain",
        "Ascent",
        "Positiver Höhenunterschied",
        "Anstieg gesamt",
        "Gesamtanstieg",
        "Ascension totale",
        "Ascenso total",
        "Subida total",
        "Całkowity wznios",
        "Teljes emelkedés",
        "Total stigning",
        "Stigning totalt",
        "Samlet stigning",
        "Ascesa totale",
        "総上昇量",
        "Totale stijging",
    ),
    "descent": (
        "Total Descent",
        "Elev Loss",
        "Descent",
        "Negativer Höhenunterschied",
        "Abstieg gesamt",
        "Gesamtabstieg",
        "Descente totale",
        "Descenso total",
        "Descida total",
        "Całkowity spadek",
        "Teljes ereszkedés",
        "Total nedstigning",
        "Totalt fall",
        "Samlet fald",
        "Discesa totale",
        "総下降量",
        "Totale daling",
    ),
    "moving": (
        "Moving Time",
        "Zeit in Bewegung",
        "Bewegungszeit",
        "Temps de déplacement",
        "Tiempo en movimiento",
        "Tempo em movimento",
        "Czas ruchu",
        "Mozgásban töltött idő",
        "Tid i rörelse",
        "Tid i bevægelse",
        "Tid i bevegelse",
        "Tempo in movimento",
        "移動時間",
        "Tijd bewogen",
    ),
    "power": (
        "Avg Power",
        "Ø Leistung",
        "Puissance moyenne",
        "Potencia media",
        "Potência média",
        "Średnia moc",
        "Medeleffekt",
        "Gjennomsnittlig kraft",
        "Potenza media",
        "Gem. vermogen",
    ),
    "reps": ("Total Reps", "Wiederholungen gesamt", "Totalt antall repetisjoner", "Ripetizioni totali"),
    "sets": ("Total Sets", "Sätze gesamt", "Totalt antall sett"),
}

# Parts of folded names of sports that are runs, and of some that only look like one.
_RUN = re.compile(
    r"running|run$|^run|lauf|courseapied|coursevirtuelle|^trail$|ultrafond|carrera|correr|entrenamientoencinta|corrida"
    r"|bieg|futas|futo|loping|lopning|lopband|lob(?!by)|tredemolle|corsa|tapisroulant|hardlop|loopband|baanlop"
    r"|ラン$|ランニング|トレッドミル|トレットミル"
)
_NO_RUN = re.compile(r"ski|langlauf|eislauf|skojte|skoyte|skate|narci|schlittschuh|walk|フライ")

# The kind of run, the first that fits.
_KINDS = (
    (
        "treadmill",
        r"treadmill|indoor|virtu|laufband|tapisroulant|cinta|esteira|biezn|lopband|lobeband|molle|loopband",
    ),
    ("treadmill", r"futopad|belteri|トレッドミル|トレットミル|屋内|ハーチャル"),
    ("trail", r"trail|trilha|montana|terr?en|terep|トレイル"),
    ("track", r"track|bahn|piste|pista|stadion|bane|bana|baan|トラック"),
    ("road", r"street|road|urbain|strasse"),
)
_STRENGTH = re.compile(
    r"strength|weight|kraft|musculation|fuerza|forca|muscula|silow|erosit|ero(?=nlet)|styrke|forza|kracht|筋力|筋トレ"
)


def run_kind(sport: str) -> str | None:
    """The `kind` of a run of this name (`unknown` where the name does not say), None for other sports."""
    name = fold(sport)
    if not _RUN.search(name) or _NO_RUN.search(name):
        return None
    return next((kind for kind, words in _KINDS if re.search(words, name)), "unknown")


def is_strength(sport: str) -> bool:
    """True for strength training, which Garmin's list sums up without exercises or loads."""
    return _STRENGTH.search(fold(sport)) is not None
