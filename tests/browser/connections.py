"""Who was asked for anything while a test ran: by the browser (its own log) and by the server's process."""

from __future__ import annotations

import ipaddress
import json
from pathlib import Path
from urllib.parse import urlsplit

# What Chromium asks for by itself with an empty page open: whether there is IPv6 (a socket that sends nothing), and
# its maker for updates and accounts. `ONLY_HERE` lets no other name be resolved, so nothing of that is sent.
PROBE = "2001:4860:4860::8888"
CHROMIUM_OWN = (".google.com", ".googleapis.com", ".gvt1.com", "~notfound")
ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1"


def of_browser(log: Path) -> list[str]:
    """Hosts that Chromium looked up and addresses it connected to, by its net log."""
    content = json.loads(log.read_text())
    names = {number: name for name, number in content["constants"]["logEventTypes"].items()}
    asked = []
    for event in content["events"]:
        name, given = names[event["type"]], event.get("params", {})
        if name in ("TCP_CONNECT_ATTEMPT", "UDP_CONNECT", "SOCKS_CONNECT"):
            asked += [given["address"].rpartition(":")[0].strip("[]")] if "address" in given else []
        elif name.startswith("HOST_RESOLVER_MANAGER") and "host" in given:
            asked.append(host(given["host"]))
        elif name == "URL_REQUEST_START_JOB" and given.get("url", "").startswith(("http", "ws")):
            asked.append(urlsplit(given["url"]).hostname or given["url"])
    return asked


def of_server(record: Path) -> list[str]:
    """Hosts the server's process looked up or connected to (see recorder/sitecustomize.py)."""
    return [line.split(" ", 1)[1] for line in record.read_text().splitlines()] if record.exists() else []


def host(address: str) -> str:
    """`http://name:80`, `name:80` or `name` without its scheme and port."""
    bare = address.rpartition("://")[2]
    return bare.rpartition(":")[0] if bare.count(":") == 1 else bare.strip("[]")


def elsewhere(hosts: list[str]) -> list[str]:
    """Those that are not this computer."""
    return sorted(
        {each for each in hosts if each != PROBE and not each.endswith(CHROMIUM_OWN) and not _is_here(each)}
    )


def _is_here(each: str) -> bool:
    if each in ("localhost", "None", "") or each.startswith("/"):
        return True
    try:
        return ipaddress.ip_address(each).is_loopback
    except ValueError:
        return False
