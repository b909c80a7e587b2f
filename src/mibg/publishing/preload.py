"""What the warm parent has loaded before it forks: imported for its effect, by `mibg.publishing.warm`."""

from importlib import import_module
from signal import SIG_IGN, SIGINT, signal

HEAVY = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "matplotlib.pyplot"),
    *(
        "matplotlib_inline.backend_inline",
        "matplotlib.backends.backend_svg",
        "pandas",
        "lifelines",
        "lifelines.statistics",
    ),
    *("statsmodels.api", "seaborn", "mibg.audit", "mibg.endpoints", "mibg.description", "mibg.report"),
)


def load() -> None:
    """Import what notebooks need; an interrupt is for the build, which ends its processes itself."""
    signal(SIGINT, SIG_IGN)
    for name in HEAVY:
        import_module(name)


load()
