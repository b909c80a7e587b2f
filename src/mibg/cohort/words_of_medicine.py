"""Words that tell a medical text from the name of a person."""

from __future__ import annotations

import re
from typing import Final

from mibg.cohort.contract import TABLES
from mibg.cohort.limits import AnyCode, OneOf

_ANATOMY: Final = (
    "left right upper lower middle anterior posterior segment lobe node lymph abdomen pelvis chest thorax spine skull "
    "femur neck head stomach rectum bowel tumor tumour mass lesion primary"
)
_CARE: Final = (
    "brain kidney spleen bladder muscle skin heart artery vein duct marrow tissue wall rib sternum humerus scapula "
    "sacrum vertebra assay kit test lab serum plasma blood urine tube automated manual grade stage type arm group "
    "class level ward centre center clinic hospital university institute cohort visit cycle drug dose depot disease "
    "cancer care cell african american native roche siemens abbott beckman thermo cisbio euro brahms dako"
)
_ENDINGS: Final = re.compile(
    r"(?:tion|sion|ectomy|therapy|graphy|scopy|oma|osis|itis|emia|mab|nib|tide|statin|logy|ic|al|us)s?$"
)


def speaks_of_organs(text: str) -> bool:
    """Whether a text holds a word of anatomy or of a code of the contract."""
    return any(word.rstrip("s") in _KNOWN_WORDS for word in _words(text))


def sounds_medical(text: str) -> bool:
    """Whether a text speaks of organs or of care, or has a word that ends as medical ones do, and some names too."""
    words = _words(text)
    return speaks_of_organs(text) or any(word in _CARE_WORDS or _ENDINGS.search(word) for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _vocabulary() -> frozenset[str]:
    limits = [column.constraint for table in TABLES for column in table.columns]
    codes = [code for limit in limits if isinstance(limit, OneOf) for code in limit.codes]
    codes += [code for limit in limits if isinstance(limit, AnyCode) for code in limit.usual]
    words = [word for code in codes for word in re.findall(r"[a-z]{4,}", code.lower())]
    return frozenset(word.rstrip("s") for word in [*words, *_ANATOMY.split()])


_KNOWN_WORDS: Final = _vocabulary()
_CARE_WORDS: Final = frozenset(_CARE.split())
