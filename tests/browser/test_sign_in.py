"""Sign-in with a real provider and a real browser: athletes apart, a coach who looks, and the right taken back."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from data import store as stores
from data.identity import identity
from tests.browser import provider
from tests.browser.conftest import free_port, running

pytest.importorskip("authlib", reason="Sign-in is not installed: pip install -r requirements-signin.txt.")

PEOPLE = {
    "anna": {"sub": "a-1", "name": "Anna Runner", "email": "anna@example.org", "email_verified": True},
    "coach": {"sub": "c-1", "name": "Coach", "email": "coach@example.org", "email_verified": True},
    "claims to be coach": {"sub": "x-1", "name": "Somebody", "email": "coach@example.org"},
}
SECRETS = """[auth]
redirect_uri = "{redirect_uri}"
cookie_secret = "thirty-two random bytes, or so it says"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
[auth.client_kwargs]
prompt = "login"
"""


@pytest.fixture(scope="module")
def hosted(tmp_path_factory):
    """A dashboard that asks who you are: its address, its store and the provider's issuer."""
    folder, port = tmp_path_factory.mktemp("hosted"), free_port()
    redirect_uri = f"http://localhost:{port}/oauth2callback"
    with provider.serving(PEOPLE, redirect_uri) as server:
        file = folder / "secrets.toml"
        given = {"client": provider.CLIENT, "secret": provider.SECRET, "issuer": server.issuer}
        file.write_text(SECRETS.format(redirect_uri=redirect_uri, **given))
        with running(folder, port, STREAMLIT_SECRETS_FILES=str(file)) as address:
            yield address, f"sqlite:///{folder / 'own.sqlite'}", server.issuer


def sign_in(browser, address: str, who: str):
    tab = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
    tab.set_default_timeout(60_000)
    tab.goto(address)
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_role("link", name=who, exact=True).click()
    expect(tab.get_by_text("Signed in as")).to_be_visible(timeout=60_000)
    return tab


def test_two_people_a_coach_and_a_right_that_is_taken_back(browser, hosted):
    address, url, issuer = hosted
    anna_id = identity(issuer, "a-1")
    stores.open(url, "me").add_pain(day="2026-03-01", score=1.0, note="nobody's")
    anna = sign_in(browser, address, "anna")
    stores.open(url, anna_id).add_pain(day="2026-03-02", score=7.0, note="hers")
    coach = sign_in(browser, address, "coach")
    expect(coach.get_by_text("Log of")).to_have_count(0)
    anna.get_by_role("button", name="Who may look").click()
    anna.get_by_label("E-mail address your coach signs in with").fill("Coach@example.org")
    anna.get_by_role("button", name="Let look").click()
    expect(anna.get_by_role("button", name=re.compile("Take back from coach"))).to_be_visible(timeout=60_000)
    coach.goto(f"{address}/?log_of=Anna+Runner+(anna@example.org)")
    expect(coach.get_by_text("Log of")).to_be_visible(timeout=60_000)
    expect(coach.get_by_text("This store may be read but not written here").first).to_be_visible(timeout=60_000)
    trail = stores.open(url, anna_id).trail()
    assert trail["what"].tolist() == ["looked", "let coach@example.org look"]
    pretender = sign_in(browser, address, "claims to be coach")
    expect(pretender.get_by_text("Log of")).to_have_count(0)
    stores.open(url, anna_id).revoke("coach@example.org")
    coach.reload()
    expect(coach.get_by_text("Signed in as")).to_be_visible(timeout=60_000)
    expect(coach.get_by_text("Log of")).to_have_count(0)
    coach.get_by_role("button", name="Sign out").click()
    expect(coach.get_by_role("button", name="Sign in")).to_be_visible(timeout=60_000)


def test_nothing_is_shown_before_sign_in_and_other_hosts_stay_refused(browser, hosted):
    address = hosted[0]
    tab = browser.new_context().new_page()
    for page in ("Import", "Pain"):
        tab.goto(f"{address}/{page}")
        expect(tab.get_by_role("button", name="Sign in")).to_be_visible(timeout=60_000)
        expect(tab.get_by_text("Whose data")).to_have_count(0)
    for path in ("oauth2callback", "auth/login"):
        asked = urllib.request.Request(f"{address}/{path}", headers={"Host": "evil.example"})  # noqa: S310
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(asked)  # noqa: S310
