"""A made list of activities as Garmin writes it, and what is read of it."""

from data.importers.vendors import garmin_csv
from tests.data.importers.sheets import (
    BERLIN,
    frame,
    source,
)

HEADER = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Avg Run Cadence,Avg Pace,"
    "Total Ascent,Avg Stride Length,Total Reps,Total Sets,Moving Time\n"
)


def row(
    sport="Running",
    date="2026-01-04 12:38:59",
    distance="10.00",
    time="00:50:00",
    cadence="170",
    stride="1.18",
    **more,
):
    cells = {"hr": "150", "ascent": "100", "reps": "--", "sets": "--", "moving": "00:49:00", **more}
    return (
        f'{sport},{date},false,"A run","{distance}","700","{time}","{cells["hr"]}","170","{cadence}","5:00",'
        f'"{cells["ascent"]}","{stride}","{cells["reps"]}","{cells["sets"]}","{cells["moving"]}"\n'
    )


def read(*rows, answers=BERLIN, header=HEADER):
    return garmin_csv.read(source(header + "".join(rows)), answers)


def one_run(*rows, **more):
    [one] = frame(read(*rows, **more), "runs").to_dict("records")
    return one
