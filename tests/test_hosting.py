"""The recipes for hosting: what they name is there, and what can be run without a container engine is run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import sqlalchemy as sa

from data import store as stores
from data.store import row_security
from tests.data.store.conftest import postgres_server
from tests.places import ROOT

__all__ = ["postgres_server"]
CONTAINER = (ROOT / "Containerfile").read_text()
COMPOSE = (ROOT / "compose.yaml").read_text()
UNIT = ROOT / "hosting" / "lbsdrop.service"


def test_the_container_copies_what_is_there_and_runs_without_rights():
    copied = [name for line in re.findall(r"^COPY (.+) \S+$", CONTAINER, re.MULTILINE) for name in line.split()]
    assert all((ROOT / name).exists() for name in copied)
    assert {"analytics", "data", "pages", "app.py", ".streamlit"} <= set(copied)
    assert CONTAINER.index("USER lbsdrop") < CONTAINER.index('CMD ["python", "-m", "streamlit"')
    assert CONTAINER.count("--require-hashes") == 1


def test_only_this_machine_reaches_the_container_and_no_secret_stands_in_the_recipe():
    yaml = pytest.importorskip("yaml")
    made = yaml.safe_load(COMPOSE)
    assert made["services"]["app"]["ports"] == ["127.0.0.1:8501:8501"]
    assert "ports" not in made["services"]["db"]
    assert {Path(each["file"]).parent.name for each in made["secrets"].values()} == {"secrets"}
    for service in made["services"].values():
        named = [each["source"] if isinstance(each, dict) else each for each in service["secrets"]]
        assert set(named) <= set(made["secrets"])
        for mounted in service["volumes"]:
            source = mounted.split(":")[0]
            assert source in made["volumes"] or (ROOT / source).exists()
    assert "/hosting/secrets/" in (ROOT / ".gitignore").read_text()
    assert "hosting/secrets" in (ROOT / ".dockerignore").read_text()


def test_the_unit_is_one_that_systemd_takes(tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed here.")
    # The account and the program it names are made by the steps of docs/hosting.md.
    text = re.sub(r"^(User|Group|ExecStart)=.*\n", "", UNIT.read_text(), flags=re.MULTILINE)
    unit = tmp_path / UNIT.name
    unit.write_text(text.replace("[Service]", "[Service]\nExecStart=/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if UNIT.name in line] == []


def test_the_database_script_makes_an_account_that_row_level_security_binds(postgres_server, tmp_path):
    if not shutil.which("psql"):
        pytest.skip("psql is not installed here (Debian: apt install postgresql-client).")
    parsed = sa.make_url(postgres_server)
    password = tmp_path / "password"
    password.write_text("it's a password\n")
    environment = {
        **os.environ,
        "PGHOST": str(parsed.host),
        "PGPORT": str(parsed.port),
        "PGUSER": str(parsed.username),
        "STORE_PASSWORD_FILE": str(password),
    }
    subprocess.run([ROOT / "hosting" / "create_database.sh"], env=environment, check=True, capture_output=True)
    store = stores.open(f"postgresql+psycopg://lbsdrop@{parsed.host}:{parsed.port}/lbsdrop")
    store.add_pain(day="2026-03-02", score=3.0)
    with store.reading() as connection:
        assert row_security.is_enforced(connection)
    assert len(store.load().pain) == 1
    store.engine.dispose()
