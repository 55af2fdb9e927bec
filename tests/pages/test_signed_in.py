"""Who is who in a hosted dashboard; the whole journey is in tests/browser/test_sign_in.py."""

from __future__ import annotations

from contextlib import nullcontext
from types import SimpleNamespace

import pytest

from data.errors import StoreError
from pages.kit import signed_in
from tests.pages.shown import shown

CLAIMS = {"iss": "https://id.example.org", "sub": "7", "name": "Anna", "email": "Anna@Example.org"}


def test_without_configuration_nobody_is_asked_who_they_are(own_store):
    app = shown("9_Import")
    assert not signed_in.is_asked()
    assert signed_in.person() is None
    assert not [button for button in app.button if button.label in ("Sign in", "Sign out")]
    assert "A folder that is imported by itself" in [each.label for each in app.expander]


def test_a_log_belongs_to_the_subject_and_not_to_an_address_that_may_move_on():
    anna = signed_in._person({**CLAIMS, "email_verified": True})
    married = signed_in._person({**CLAIMS, "email": "anna.b@example.org", "email_verified": True})
    assert (anna.athlete, anna.address) == (married.athlete, "anna@example.org")
    for other in ({"sub": "8"}, {"iss": "https://other.example.org"}):
        assert signed_in._person({**CLAIMS, **other}).athlete != anna.athlete


@pytest.mark.parametrize("checked", [{}, {"email_verified": False}, {"email_verified": "true"}])
def test_an_address_that_the_provider_has_not_checked_counts_for_nothing(checked):
    assert signed_in._person({**CLAIMS, **checked}).address == ""


@pytest.mark.parametrize(
    ("address", "listed", "is_let_in"),
    [
        ("a@example.org", None, True),
        ("a@example.org", [], False),
        ("a@example.org", ["A@example.org"], True),
        ("a@example.org", ["@Example.org"], True),
        ("a@evil-example.org", ["@example.org"], False),
        ("ba@example.org", ["a@example.org"], False),
        ("", ["@example.org"], False),
    ],
)
def test_only_who_is_listed_is_let_in_where_there_is_a_list(address, listed, is_let_in):
    assert signed_in.may_sign_in(address, listed) is is_let_in


def test_a_database_account_that_row_level_security_does_not_bind_is_refused(monkeypatch):
    own = SimpleNamespace(engine=SimpleNamespace(dialect=SimpleNamespace(name="postgresql")), reading=nullcontext)
    monkeypatch.setattr(signed_in.row_security, "is_enforced", lambda _: False)
    with pytest.raises(StoreError, match="superuser"):
        signed_in._refuse_unguarded(own)
    monkeypatch.setattr(signed_in.row_security, "is_enforced", lambda _: True)
    signed_in._refuse_unguarded(own)
