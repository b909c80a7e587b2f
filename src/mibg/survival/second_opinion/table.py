"""The closed list: which estimates have an independent implementation under the same convention."""

from __future__ import annotations

from typing import Any, Final

from mibg.estimate import Estimate
from mibg.survival.second_opinion.agreement import Peer, with_second_opinion
from mibg.survival.second_opinion.bootstrap import PEERS as _BOOTSTRAP
from mibg.survival.second_opinion.comparisons import PEERS as _COMPARISONS
from mibg.survival.second_opinion.competing import PEERS as _COMPETING
from mibg.survival.second_opinion.curves import PEERS as _CURVES
from mibg.survival.second_opinion.regression import PEERS as _REGRESSION

PEERS: Final[dict[str, Peer]] = {
    peer.function: peer for peer in (*_CURVES, *_COMPARISONS, *_COMPETING, *_REGRESSION, *_BOOTSTRAP)
}


def confirm(estimate: Estimate, *data: Any, **named: Any) -> Estimate:  # noqa: ANN401 - each is made from data of its own
    """Set the value of the independent implementation beside an estimate, where there is one.

    Parameters
    ----------
    estimate : Estimate
        From a function of `mibg.survival`.
    *data, **named
        What the estimate was made from: the patients, then whatever its function took besides.

    Returns
    -------
    Estimate
        With `second`, which has no value where the peer gives none on these very data; unchanged where the estimate
        has no value, or no peer follows its convention.

    Raises
    ------
    Disagreement
        Beyond a relative difference of 1e-6.
    KeyError
        When the estimate's function is not on the list.
    """
    peer = PEERS[estimate.function]
    if estimate.value is None or peer.opinion is None or peer.implementation is None:
        return estimate
    return with_second_opinion(estimate, peer.opinion(estimate, *data, **named), peer.implementation)
