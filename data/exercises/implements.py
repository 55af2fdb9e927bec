"""What an exercise is done with: the word in its name, and what its load then counts."""

from __future__ import annotations

# Word in a folded name -> implement as the canonical names write it in brackets.
IMPLEMENTS = {
    "barbell": "barbell",
    "safetybar": "barbell",
    "ezbar": "barbell",
    "axle": "barbell",
    "bar": "barbell",
    "dumbbell": "dumbbell",
    "medball": "dumbbell",
    "sandbag": "dumbbell",
    "weighted": "weighted",
    "kettlebell": "kettlebell",
    "smith": "smith machine",
    "machine": "machine",
    "lever": "machine",
    "leverage": "machine",
    "plateloaded": "machine",
    "cable": "cable",
    "pulley": "cable",
    "band": "band",
    "suspension": "suspension",
    "landmine": "landmine",
    "trapbar": "trap bar",
    "bodyweight": "bodyweight",
    "swissball": "bodyweight",
    "bosu": "bodyweight",
    "assisted": "bodyweight",
    "plate": "plate",
}

# Where the table has no row for an implement: the row that counts its load the same way.
STAND_INS = {
    "kettlebell": ("dumbbell",),
    "dumbbell": ("kettlebell",),
    "weighted": ("dumbbell",),
    "suspension": ("bodyweight",),
    "trap bar": ("barbell",),
    "landmine": ("barbell",),
    "cable": ("machine", "smith machine"),
    "machine": ("smith machine",),
    "smith machine": ("machine",),
}

# What the load counts, by implement; what is not here is not known from the name.
BASES = {
    "barbell": "barbell_total",
    "trap bar": "barbell_total",
    "dumbbell": "per_hand",
    "kettlebell": "per_hand",
    "smith machine": "machine",
    "machine": "machine",
    "cable": "machine",
    "band": "band",
    "bodyweight": "bodyweight",
    "suspension": "bodyweight",
}

# The implement an exercise is done with when its name says none: what the labelled names mean by it.
DEFAULTS = {
    "Deadlift": "barbell",
    "Sumo Deadlift": "barbell",
    "Romanian Deadlift": "barbell",
    "Stiff Leg Deadlift": "barbell",
    "Good Morning": "barbell",
    "Squat": "barbell",
    "Front Squat": "barbell",
    "Hack Squat": "machine",
    "Sumo Squat": "dumbbell",
    "Hip Extension": "machine",
    "Hip Abduction": "machine",
    "Hip Adduction": "machine",
}
FALLBACK = "bodyweight"
