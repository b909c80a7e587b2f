"""What the warm parent has loaded before it forks: imported for its effect, by `mibg.publishing.warm`."""

from importlib import import_module
from signal import SIG_IGN, SIGINT, signal

HEAVY = (
    *("pandas", "matplotlib.pyplot", "matplotlib.backends.backend_svg", "matplotlib_inline.backend_inline"),
    *("lifelines", "lifelines.statistics", "statsmodels.api", "seaborn"),
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell"),
    *("mibg.audit", "mibg.description", "mibg.endpoints", "mibg.report"),
    *("mibg.publishing.judge", "mibg.publishing.kernels", "mibg.publishing.site"),
)


def load() -> None:
    """Import what notebooks need; an interrupt is for the build, which ends its processes itself."""
    signal(SIGINT, SIG_IGN)
    for name in HEAVY:
        import_module(name)


load()
