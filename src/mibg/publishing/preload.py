"""What the warm parent has loaded before it forks: imported for its effect, by `mibg.publishing.warm`.

What one notebook in ten needs (lifelines, seaborn), that notebook loads itself.
"""

from importlib import import_module
from io import BytesIO
from signal import SIG_IGN, SIGINT, signal

HEAVY = (
    *("pandas", "matplotlib.pyplot", "matplotlib.backends.backend_svg", "matplotlib_inline.backend_inline"),
    *("pandera.pandas", "pandera.backends.pandas.builtin_checks"),
    *("statsmodels.duration.hazard_regression", "statsmodels.duration.survfunc"),
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell"),
    *("mibg.audit", "mibg.description", "mibg.endpoints", "mibg.report", "mibg.response", "mibg.survival.cox"),
    *("mibg.publishing.judge", "mibg.publishing.kernels", "mibg.publishing.site"),
)


def load() -> None:
    """Import what notebooks need; an interrupt is for the build, which ends its processes itself."""
    signal(SIGINT, SIG_IGN)
    for name in HEAVY:
        import_module(name)
    _draw()


def _draw() -> None:
    """Draw nothing, once, for the fonts and drawing code that are loaded at the first figure only."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - loaded just now

    figure = Figure()
    figure.add_subplot().set_title("Title")
    figure.savefig(BytesIO(), format="svg")


load()
