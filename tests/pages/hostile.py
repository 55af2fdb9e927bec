"""Text that attacks whatever shows it, and a store that has it in every text column of every frame."""

from __future__ import annotations

import pandas as pd

from data import schema
from data.identity import identity
from data.importers import SourceFile
from data.store import Store
from tests import make

ELSEWHERE = "http://198.51.100.7"
# Each would make the browser ask a server (an address kept for documentation, which no one has), or look like ours.
TEXTS = (
    f"![pixel]({ELSEWHERE}/a.png)",
    f"[click]({ELSEWHERE}/b)",
    f"<img src={ELSEWHERE}/c.png onerror=alert(1)>",
    f"<a href='{ELSEWHERE}/d'>here</a><br><b>bold</b>",
    f"{ELSEWHERE}/e.png www.example.org me@example.org",
    ":material/delete: :red[alarm] :smile: $x^2$ -> -- `code` ~~gone~~ **b**",
)
ALL = " ".join(TEXTS)
FILE_NAME = f"{TEXTS[2].replace('/', '|')} [x]({ELSEWHERE.replace('/', '|')}).csv"


def fill(store: Store, today: pd.Timestamp) -> None:
    """Five months of runs, sets, pain, factors and two blocks, hostile wherever a column holds free text."""
    days = pd.date_range(today - pd.Timedelta(days=150), today, freq="D", tz="UTC")
    said = [TEXTS[i % len(TEXTS)] for i in range(len(days))]
    runs = [
        make.run(
            f"{day:%Y-%m-%d}T06:00Z",
            8_000 + 100 * (i % 9),
            title=said[i],
            note=said[i],
            shoe=said[i],
            surface=said[i],
        )
        for i, day in enumerate(days[::2])
    ]
    sets = [
        row
        for i, day in enumerate(days[::3])
        for name in ("Hip Thrust (Barbell)", said[i])
        for row in make.lifted(f"{day:%Y-%m-%d}T18:00Z", name, note=said[i], side=None)
    ]
    pain = [
        make.hurt(
            f"{day:%Y-%m-%d}", i % 5, "morning", site=schema.SITES[i % 3], note=said[i], flare=float(i % 9 == 0)
        )
        for i, day in enumerate(days)
    ]
    factors = [
        {
            "factor_id": identity(name, i),
            "day": f"{day:%Y-%m-%d}",
            "name": name,
            "value": float(i % 7),
            "unit": TEXTS[0],
            "source": "pain_csv",
        }
        for i, day in enumerate(days)
        for name in TEXTS[:3]
    ]
    store.add(make.batch(make.file(FILE_NAME, runs=runs, sets=sets, pain=pain, factors=factors)))
    for at, words in ((100, TEXTS[0]), (40, TEXTS[3])):
        store.save_block(words, (today - pd.Timedelta(days=at)).date(), (today - pd.Timedelta(days=at - 30)).date())
    first = store.load().runs["run_id"].iloc[0]
    store.correct("runs", first, note=TEXTS[2])
    store.keep_setting("exercises", {TEXTS[1]: "Hip Thrust (Barbell)"})


def table() -> SourceFile:
    """A table no importer knows, hostile in its name, header and cells."""
    rows = "\n".join(f'2026-01-{day:02},{day},"{TEXTS[day % 6]}"' for day in range(1, 20))
    return SourceFile(FILE_NAME, f'date,"{TEXTS[0]}","{TEXTS[2]}"\n{rows}\n'.encode())
