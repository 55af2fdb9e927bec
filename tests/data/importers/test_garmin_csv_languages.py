"""Garmin's list of activities in each language: header, runs, other sports."""

import pytest

from data.importers import Answers
from data.importers.vendors import garmin_csv
from data.importers.words import vocabulary
from data.importers.words.sports import run_kind
from tests.data.importers.sheets import (
    frame,
    source,
)

HEADERS = {
    "en": "Activity Type,Date,Favorite,Title,Distance,Calories,Time",
    "de": "Aktivitätstyp,Datum,Favorit,Titel,Distanz,Kalorien,Zeit",
    "fr": "Type d'activité,Date,Favori,Titre,Distance,Calories,Durée",
    "es": "Tipo de actividad,Fecha,Favorito,Título,Distancia,Calorías,Tiempo",
    "pt": "Tipo de atividade,Data,Favorito,Título,Distância,Calorias,Tempo",
    "pl": "Typ aktywności,Data,Ulubiony,Tytuł,Dystans,Suma kalorii,Czas",
    "hu": "Tevékenység típusa,Dátum,Kedvenc,Cím,Távolság,Kalória,Idő",
    "sv": "Aktivitetstyp,Datum,Favorit,Namn,Distans,Kalorier,Tid",
    "da": "Aktivitetstype,Dato,Favorit,Titel,Distance,Kalorier,Tid",
    "no": "Aktivitetstype,Dato,Favoritt,Tittel,Avstand,Kalorier,Tid",
    "it": "Tipo di attività,Data,Preferito,Titolo,Distanza,Calorie,Tempo",
    "ja": "アクティビティタイプ,日付,お気に入り,タイトル,距離,カロリー,タイム",
    "nl": "Activiteittype,Datum,Favoriet,Titel,Afstand,Calorieën,Tijd",
}
RUNS = {
    "en": "Running",
    "de": "Laufen",
    "fr": "Course à pied",
    "es": "Carrera",
    "pt": "Corrida",
    "pl": "Bieganie",
    "hu": "Futás",
    "sv": "Löpning",
    "da": "Løb",
    "no": "Løping",
    "it": "Corsa",
    "ja": "ラン",
    "nl": "Hardlopen",
}


@pytest.mark.parametrize("language", HEADERS)
def test_each_language_is_known_by_its_header(language):
    file = source(f'{HEADERS[language]}\n{RUNS[language]},2026-01-04 12:38:59,false,"Z","10.00","700","00:50:00"\n')
    assert garmin_csv.matches(file)
    [one] = frame(garmin_csv.read(file, Answers(distance_unit="km")), "runs").to_dict("records")
    assert (one["distance_m"], one["duration_s"], one["title"]) == (10_000, 3000, "Z")


@pytest.mark.parametrize(
    ("sport", "kind"),
    [
        ("Treadmill Running", "treadmill"),
        ("Indoor Running", "treadmill"),
        ("Trail Running", "trail"),
        ("Track Running", "track"),
        ("Street Running", "road"),
        ("Ultra Running", "unknown"),
        ("running", "unknown"),
        ("Laufbandtraining", "treadmill"),
        ("Laufen auf der Bahn", "track"),
        ("Traillauf", "trail"),
        ("Course à pied sur tapis roulant", "treadmill"),
        ("Trail", "trail"),
        ("Entrenamiento en cinta", "treadmill"),
        ("Carrera de montaña", "trail"),
        ("Corrida em esteira", "treadmill"),
        ("Corrida em trilhas", "trail"),
        ("Bieganie na bieżni", "treadmill"),
        ("Beltéri futás", "treadmill"),
        ("Löpband", "treadmill"),
        ("Løb på løbebånd", "treadmill"),
        ("Tredemølleløping", "treadmill"),
        ("Corsa su pista", "track"),
        ("トレッドミル", "treadmill"),
        ("トレイルラン", "trail"),
        ("トラックラン", "track"),
    ],
)
def test_runs_are_known_in_every_language(sport, kind):
    assert run_kind(sport) == kind


@pytest.mark.parametrize(
    "sport",
    [
        "Cycling",
        "Skilanglauf",
        "Eislauf",
        "Biegi narciarskie",
        "Skøjteløb",
        "Walking",
        "Hiking",
        "Strength Training",
        "Krafttraining",
        "Schwimmbadschwimmen",
        "Wandern",
        "Randonnée",
        "Gehen",
        "Trail Walking",
        "Elliptical",
        "Yoga",
    ],
)
def test_other_sports_are_no_runs(sport):
    assert run_kind(sport) is None


def test_every_language_has_a_word_for_the_columns_that_make_the_list():
    for field in ("sport", "date", "title", "distance", "time"):
        assert len(vocabulary.columns("garmin")[field]) >= 6
