"""Month names in the languages that training apps export in."""

from __future__ import annotations

from data.importers.reading.table import fold

# January to December; abbreviations that are no beginning of the name stand after it.
_NAMES = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz/mrz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart/mrt april mei juni juli augustus september oktober november december",
    "pl": "styczeń/stycznia luty/lutego marzec/marca kwiecień/kwietnia maj/maja czerwiec/czerwca lipiec/lipca "
    "sierpień/sierpnia wrzesień/września październik/października listopad/listopada grudzień/grudnia",
    "cs": "leden/ledna únor/února březen/března duben/dubna květen/května červen/června/čvn červenec/července/čvc "
    "srpen/srpna září říjen/října listopad/listopadu prosinec/prosince",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ru": "январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля август/августа "
    "сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря",
}
# Abbreviations have three letters at least (`jan`), four where three would be two months (`juin`, `juil`).
_SHORTEST = 3


def _table() -> dict[str, int]:
    claims: dict[str, set[int]] = {}
    for names in _NAMES.values():
        for month, forms in enumerate(names.split(), 1):
            for form in forms.split("/"):
                name = fold(form)
                for end in range(min(_SHORTEST, len(name)), len(name) + 1):
                    claims.setdefault(name[:end], set()).add(month)
    return {name: months.pop() for name, months in claims.items() if len(months) == 1}


MONTHS = _table()


def month(word: str) -> int | None:
    """1-12 for a month's name or abbreviation in any known language (`Ağu`, `févr.`, `6月`); None for other words."""
    digits = word.rstrip("月월")
    if digits != word and digits.isdigit():
        return int(digits) if 1 <= int(digits) <= 12 else None
    return MONTHS.get(fold(word))
