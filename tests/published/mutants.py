"""Claims of the paper printed otherwise, and the checks that turn red at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from mibg.published import Claim, load_claims, parse_printed
from mibg.published.checks import Check, Outcome, load_relations, run_checks

CLAIMS: Final = load_claims()
RELATIONS: Final = load_relations(CLAIMS)
FOUND: Final = run_checks(CLAIMS, RELATIONS)
RED: Final = (Outcome.FAILED, Outcome.NOTABLE)
_NUMBER: Final = re.compile(r"\d[\d,.]*\d|\d")


def red(checks: tuple[Check, ...]) -> dict[str, Check]:
    return {check.id: check for check in checks if check.outcome in RED}


def checks_with(claim: Claim, printed: str) -> tuple[Check, ...]:
    """All checks, had the paper printed something else for a claim."""
    other = replace(claim, printed=printed, parts=parse_printed(printed))
    return run_checks(replace(CLAIMS, by_id={**CLAIMS.by_id, claim.id: other}), RELATIONS)


def turned(claim: Claim, printed: str) -> set[str]:
    """Checks that are red then and were not, or are red in another way."""
    before = red(FOUND)
    return {name for name, check in red(checks_with(claim, printed)).items() if check != before.get(name)}


def near(claim: Claim, part: int) -> Iterator[str]:
    """One more and one less in the last digit of a number."""
    number = claim.parts[part].number
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    yield from (_with(claim, part, other) for other in (number + step, number - step) if other >= 0)


def far(claim: Claim, part: int) -> Iterator[str]:
    """Far more, and next to nothing; a p that is no small one."""
    number = claim.parts[part].number
    if claim.kind == "p_value":
        yield from (">0.5", "0.9", "<0.0001")
        return
    if claim.unit == "%" and claim.parts[part].interval.high is not None:
        yield _with(claim, part, (number / 2 if number > 45 else 2 * number + 1).quantize(Decimal(1)))
    yield _with(claim, part, Decimal(99) if claim.unit == "%" else 100 * number + 999)
    yield _with(claim, part, (number / 20).quantize(number))


def _with(claim: Claim, part: int, number: Decimal) -> str:
    """The print of a claim with another number for one of its parts."""
    texts = [each.text for each in claim.parts]
    start = 0
    for text in texts[:part]:
        start = claim.printed.index(text, start) + len(text)
    place = claim.printed.index(texts[part], start)
    end = place + len(texts[part])
    other = _NUMBER.sub(f"{number}", texts[part], count=1) if _NUMBER.search(texts[part]) else f"{number}"
    return claim.printed[:place] + other + claim.printed[end:]
