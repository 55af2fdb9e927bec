"""Who uses a hosted dashboard: sign-in by OpenID Connect, whose log is in view, and whom the reader lets look.

Without `[auth]` in Streamlit's secrets there is one person, no sign-in, and this computer only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.runtime.secrets import secrets_singleton

from data.errors import StoreError
from data.identity import identity
from data.store import Store, default_url, rights, row_security
from pages.kit import cached, choices, say

ALONE = "me"
# The setting under which a person's name and address are kept, so that a coach sees whose log it is.
PERSON = "person"
NOT_LET_IN = "You are signed in as {address}, which this dashboard does not let in. Ask whoever runs it."
NO_GUARD = (
    "Sign-in is set up, but the account on PostgreSQL is a superuser's, whom row-level security does not bind. Use "
    "an account of its own that owns the database (docs/hosting.md)."
)


@dataclass(frozen=True)
class Person:
    """Whoever signed in: `athlete` names their rows, `address` is their e-mail address where the provider has checked
    it, else empty: then nobody can have let them look."""

    athlete: str
    address: str
    name: str


def is_asked() -> bool:
    """Whether this dashboard asks who you are: it does where its secrets have `[auth]`."""
    return secrets_singleton.load_if_toml_exists() and "auth" in secrets_singleton


def person() -> Person | None:
    """Who is signed in; None where nobody is asked to. Ends the page with a button where nobody is signed in yet."""
    if not is_asked():
        return None
    if not st.user.is_logged_in:
        st.title("lbsdrop")
        st.button("Sign in", type="primary", icon=":material/login:", on_click=st.login)
        st.stop()
    who = _person(st.user.to_dict())
    listed = secrets_singleton.get("people", {}).get("may_sign_in")
    if not may_sign_in(who.address, listed):
        st.error(say.plain(NOT_LET_IN.format(address=who.address or "an account without a checked address")))
        st.button("Sign out", on_click=st.logout)
        st.stop()
    return who


def _person(claims: dict[str, Any]) -> Person:
    """From the claims of the ID token (OpenID Connect Core 5.1): issuer and subject stay, an address may move on."""
    is_checked = claims.get("email_verified") is True
    address = str(claims.get("email") or "").strip().lower() if is_checked else ""
    return Person(identity(claims["iss"], claims["sub"]), address, str(claims.get("name") or address))


def may_sign_in(address: str, listed: Any) -> bool:
    """Whether the address is among those `listed` (addresses, or '@example.org' for a whole house); None: all are."""
    if listed is None:
        return True
    return bool(address) and any(address == each.lower() or address.endswith(_house(each)) for each in listed)


def _house(listed: str) -> Any:
    """What ends the addresses of a house; nothing where one address is listed."""
    return listed.lower() if listed.startswith("@") else ()


def own_store(who: Person | None) -> Store:
    """The store of whose log is in view: one's own, or that of an athlete who lets `who` look, to be read only."""
    if who is None:
        return cached.open_store(default_url(), ALONE)
    own = cached.open_store(default_url(), who.athlete)
    _refuse_unguarded(own)
    about = {"name": who.name, "address": who.address}
    if own.setting(PERSON) != about and not own.is_read_only:
        own.keep_setting(PERSON, about)
    with st.sidebar:
        athlete = _chosen(own, who)
        _account(own, who)
    if athlete == who.athlete:
        return own
    if st.session_state.get("looked_at") != athlete:
        rights.note_look(own.engine, athlete, who.address)
        st.session_state["looked_at"] = athlete
    return Store(own.engine, athlete, who.address)


def _refuse_unguarded(own: Store) -> None:
    if own.engine.dialect.name == "postgresql":
        with own.reading() as connection:
            if not row_security.is_enforced(connection):
                raise StoreError(NO_GUARD)


def _chosen(own: Store, who: Person) -> str:
    """Whose log: asked only of those whom somebody lets look."""
    granted = rights.granted_to(own.engine, who.address) if who.address else []
    names = {who.athlete: "Mine", **{each: _called(own, each, who) for each in granted if each != who.athlete}}
    if len(names) == 1:
        return who.athlete
    choices.start_with("log_of", list(names), lambda: who.athlete, names.__getitem__)
    return choices.menu("Log of", "log_of", list(names), names.__getitem__)


def _called(own: Store, athlete: str, who: Person) -> str:
    about = Store(own.engine, athlete, who.address).setting(PERSON, {})
    return " ".join(filter(None, (about.get("name"), f"({about.get('address') or athlete[:8]})")))


def _account(own: Store, who: Person) -> None:
    st.caption(say.plain(f"Signed in as {who.name or who.address or 'somebody without a name'}"))
    with st.popover("Who may look", icon=":material/visibility:"):
        st.caption("A coach whom you let look sees everything here and changes nothing, until you take it back.")
        with st.form("let_look", clear_on_submit=True):
            typed = st.text_input("E-mail address your coach signs in with")
            if st.form_submit_button("Let look"):
                _let_look(own, typed)
        for address in own.coaches():
            st.button(
                say.plain(f"Take back from {address}"), key=f"revoke_{address}", on_click=own.revoke, args=(address,)
            )
        trail = own.trail()
        if not trail.empty:
            mine = trail.assign(who=trail["who"].where(trail["who"] != own.athlete, "you"))
            st.dataframe(mine, hide_index=True)
    st.button("Sign out", icon=":material/logout:", on_click=st.logout)


def _let_look(own: Store, typed: str) -> None:
    try:
        own.grant(typed)
    except StoreError as error:
        st.warning(say.plain(str(error)))
