"""Kernels for papermill that are forked from the warm parent instead of started from nothing."""

from __future__ import annotations

import os
import sys
from importlib.metadata import EntryPoint
from multiprocessing.process import BaseProcess
from typing import Any, Final

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import default

from mibg.processes import end_with_parent
from mibg.publishing import warm

_PROVISIONER: Final = "mibg-warm"
_QUIET: Final = ("--IPKernelApp.parent_handle=1", "--IPKernelApp.log_level=ERROR")


class ForkedKernel:
    """A kernel process with the manners of `subprocess.Popen`, which Jupyter expects."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        """Exit code, or None while it runs."""
        return self._process.exitcode

    def wait(self) -> int | None:
        """Exit code, once it has ended."""
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal to a kernel that still runs."""
        if self.poll() is None and self.pid is not None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it."""
        self._process.kill()


class ForkedProvisioner(LocalProvisioner):
    """Starts a kernel as a process of the warm parent."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401
        """Fork the kernel that `cmd` would have started."""
        kernel = ForkedKernel(warm.start(serve, cmd[cmd.index("-f") :], str(kwargs["cwd"]), kwargs["env"]))
        self.process = kernel  # type: ignore[assignment]
        self.pid, self.pgid, self.cwd = kernel.pid, None, kwargs["cwd"]
        return self.connection_info


class _ThisPython(KernelSpecManager):
    """Knows one kernel, of the Python that builds the book, whatever the user has installed."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        chosen = {"kernel_provisioner": {"provisioner_name": _PROVISIONER, "config": {}}}
        return KernelSpec(argv=command, display_name=kernel_name, language="python", metadata=chosen)


class WarmKernelManager(AsyncKernelManager):
    """Manages kernels that are processes of the warm parent."""

    @default("kernel_spec_manager")
    def _this_python(self) -> KernelSpecManager:
        known = KernelProvisionerFactory.instance().provisioners
        value = f"{ForkedProvisioner.__module__}:{ForkedProvisioner.__qualname__}"
        known[_PROVISIONER] = EntryPoint(_PROVISIONER, value, KernelProvisionerFactory.GROUP_NAME)
        return _ThisPython()


def serve(arguments: list[str], folder: str, environment: dict[str, str]) -> None:
    """Be a kernel, in a process of its own, until it is shut down or the build is gone.

    Parameters
    ----------
    arguments : list of str
        Of ``ipykernel_launcher``.
    folder : str
        Working directory of the notebook.
    environment : dict
        Variables of the kernel.
    """
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - loaded already by the warm parent

    if hasattr(os, "setsid"):
        os.setsid()  # an interrupt at the terminal is for the build, which then ends its kernels
    os.chdir(folder)
    os.environ.update(environment)
    end_with_parent()
    IPKernelApp.launch_instance([*arguments, *_QUIET])
