"""Garmin's list of activities as people have it: languages, spreadsheets, rows quoted as one cell."""

from __future__ import annotations

import pytest

from data.importers import read
from data.importers.reading import records
from tests.data.importers.read_rows import KM, rows
from tests.data.importers.sheets import source

# ---- Garmin's list: languages, spreadsheets, rows quoted as one cell


GARMIN = {
    "pl": "Typ aktywności,Data,Ulubiony,Tytuł,Dystans,Kalorie,Czas,Średnie tętno,Maksymalne tętno,Średni rytm biegu,"
    "Średnia długość kroku,Całkowity wznios,Całkowity spadek,Średnia moc\nBieganie",
    "hu": "Tevékenység típusa,Dátum,Kedvenc,Cím,Távolság,Kalória,Idő,Átlagos pulzusszám,Maximális pulzusszám,"
    "Átlagos futási ütem,Átlagos lépéshossz,Teljes emelkedés,Teljes ereszkedés,Átlagos teljesítmény\nFutás",
    "sv": "Aktivitetstyp,Datum,Favorit,Namn,Distans,Kalorier,Tid,Medelpuls,Maxpuls,Medellöpkadens,Medelsteglängd,"
    "Total stigning,Totalt nedför,Med. kraft\nLöpning",
    "da": "Aktivitetstype,Dato,Favorit,Titel,Distance,Kalorier,Tid,Gennemsnitlig puls,Maksimal puls,"
    "Gennemsnitlig løbekadence,Gennemsnitlig skridtlængde,Samlet stigning,Samlet fald,Gennemsnitlig effekt\nLøb",
    "no": "Aktivitetstype,Dato,Favoritt,Tittel,Distanse,Totale kalorier,Tid,Gjennomsnittlig puls,Makspuls,"
    "Gjennomsnittlig frekvens for løping,Gjennomsnittlig skrittlengde,Total stigning,Totalt fall,"
    "Gjennomsnittlig kraft\nLøping",
    "it": "Tipo di attività,Data,Preferita,Titolo,Distanza,Calorie,Tempo,FC Media,FC max,Cadenza di corsa media,"
    "Lunghezza media passo,Ascesa totale,Discesa totale,Potenza media\nCorsa",
    "ja": "アクティビティタイプ,日付,お気に入り,タイトル,距離,カロリー,タイム,平均心拍数,最大心拍数,"
    "平均ピッチ,平均歩幅,総上昇量,総下降量,平均パワー\nラン",
    "nl": "Activiteittype,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd,Gem. HS,Max. HS,Gem. loopcadans,"
    "Gem. staplengte,Totale stijging,Totale daling,Gem. vermogen\nHardlopen",
}


@pytest.mark.parametrize("language", GARMIN)
def test_every_column_of_a_garmin_list_is_found_in_each_language(language):
    text = (
        GARMIN[language]
        + ',2024-05-01 08:00:00,false,"x","5.00","310","00:25:00","150","170","180","1.11","55","50","240"\n'
    )
    [run] = rows(text, "runs").to_dict("records")
    found = {name: run[name] for name in ("distance_m", "duration_s", "hr_mean_bpm", "hr_max_bpm", "cadence_spm")}
    assert found == {
        "distance_m": 5000, "duration_s": 1500, "hr_mean_bpm": 150, "hr_max_bpm": 170, "cadence_spm": 180
    }  # fmt: skip
    assert (run["ascent_m"], run["descent_m"], run["power_w"], run["title"]) == (55, 50, 240, "x")


def test_steps_in_a_column_named_after_bikes_tell_the_unit():
    header = "Activity Type,Date,Favorite,Title,Distance,Time,Avg Bike Cadence,Avg Stride Length\n"
    [run] = rows(header + "Running,2024-05-01 08:00:00,false,x,2.49,00:44:17,116,0.78\n", "runs").to_dict("records")
    assert run["distance_m"] == pytest.approx(2.49 * 1609.344)


GERMAN = (
    "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit,Ø HF",
    'Laufen,2025-07-11 16:58:00,false,"Köln, Laufen","10,23",512,00:55:30,151',
    'Laufen,2025-07-12 16:58:00,false,"Köln ""Rhein""","8,1",512,00:55:30,149',
)


def quoted(lines, behind=""):
    return "\r\n".join('"' + line.replace('"', '""') + '"' + behind for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        quoted(GERMAN),
        quoted(GERMAN, ";;;"),
        quoted(GERMAN, "\t\t"),
        "\r\n".join((GERMAN[0], quoted(GERMAN[1:]))),
        "\n\n".join(GERMAN),
        "sep=,\n" + "\n".join(GERMAN),
    ],
    ids=["quoted", "with semicolons", "with tabs", "all but the header", "blank lines", "sep="],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_in_any_dress_gives_the_same_runs(text, encoding):
    runs = rows(text, "runs", KM, encoding)
    assert runs["distance_m"].tolist() == [10_230, 8_100]
    assert runs["title"].tolist() == ["Köln, Laufen", 'Köln "Rhein"']
    assert runs["hr_mean_bpm"].tolist() == [151, 149]


@pytest.mark.parametrize(
    "lost", [lambda t: t.replace("ä", "").replace("Ø", ""), lambda t: t.replace("ä", "?").replace("Ø", "?")]
)
def test_a_header_that_lost_its_accents_is_still_known(lost):
    text = "\n".join((lost(GERMAN[0]), *GERMAN[1:]))
    assert rows(text, "runs", KM)["hr_mean_bpm"].tolist() == [151, 149]


def test_utf_8_encoded_a_second_time_is_read_the_right_way():
    twice = "\n".join(GERMAN).encode().decode("cp1252")
    assert rows(twice, "runs", KM)["title"].tolist() == ["Köln, Laufen", 'Köln "Rhein"']
    assert records.decode("Ärger, Ångström, Ão".encode())[0] == "Ärger, Ångström, Ão"


SAVED = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Avg Run Cadence,Avg Stride Length\n"


def test_a_spreadsheets_dates_and_cut_times_are_read():
    text = SAVED + (
        "Running,3/13/26 17:39,FALSE,M,8.02,512,0:41:30,151,172,1.12\n"
        "Running,3/3/26 7:39,FALSE,M,15.1,512,1:33,151,172,0.94\n"  # an hour and 33 minutes
        "Running,3/4/26 7:39,FALSE,M,5.0,512,25:33,151,172,1.13\n"  # minutes and seconds
    )
    runs = rows(text, "runs")
    assert runs["duration_s"].tolist() == [2490, 5580, 1533]
    assert runs["day"].dt.strftime("%m-%d").tolist() == ["03-13", "03-03", "03-04"]


def test_a_pace_in_the_wrong_column_and_a_guarded_negative_change_nothing():
    text = (
        "Activity Type,Date,Favorite,Title,Distance,Time,Avg Speed,Body Battery Drain\n"
        "Running,2024-05-01 08:00:00,false,x,5.00,00:28:40,5:44,'-12\n"
    )
    assert rows(text, "runs", KM)["distance_m"].tolist() == [5000]


def test_a_list_without_titles_is_known_by_its_watchs_values():
    text = "Activity Type,Date,Distance,Calories,Time,Avg HR\nRunning,2024-05-01 08:00:00,5.00,310,25:00,150\n"
    assert rows(text, "runs", KM)["hr_mean_bpm"].tolist() == [150]
    own = "Activity Type,Date,Distance,Calories,Time,Weather\nRunning,2024-05-01 08:00:00,5.00,310,25:00,sun\n"
    assert read(source(own), KM).files[0].status == "refused"


def test_lists_of_laps_and_answers_of_the_web_are_refused_by_name():
    for text in (
        '"Laps","Time","Cumulative Time"\n1,5:00,5:00\n',
        "Split,Time,Moving Time,Distance\n1,5:00,5:00,1.0\n",
    ):
        [note] = read(source(text), KM).files
        assert note.status == "refused" and "laps" in note.reason and "FIT" in note.reason
