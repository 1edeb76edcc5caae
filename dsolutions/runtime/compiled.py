"""Networks compiled before use: more rows per second, after up to a minute of compiling.

PyTorch's own compiler (Ansel et al. 2024, ASPLOS, "PyTorch 2") fuses the small operations between the matrix
products and lays the weights out for the processor.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import torch
from torch import nn

from dsolutions.errors import ConfigurationError

T = TypeVar("T")


def compiled(network: nn.Module, call: Callable[[nn.Module], object]) -> nn.Module:
    """Compile a network for batches of any shape.

    It is compiled for one thread: each thread takes whole batches.

    Args:
        network: in the number format that it will run in.
        call: runs a network on a batch of at least two rows, which is what it is compiled on.

    Returns:
        The compiled network. It takes every batch of two or more rows without being compiled again; a batch
        of one row is a special case to the compiler.

    Raises:
        ConfigurationError: there is no C++ compiler on this machine, or it fails.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of torch, about what torch itself calls
        import torch._inductor.config as settings
        from torch._dynamo.exc import TorchDynamoException
        from torch._inductor.exc import CppCompileError, InductorError, InvalidCxxCompiler

        optimised: nn.Module = torch.compile(network, dynamic=True)  # type: ignore[assignment]
        try:
            with settings.patch(freezing=True):  # the weights become part of the program
                _on_one_thread(lambda: call(optimised))
        except (TorchDynamoException, InductorError, CppCompileError, InvalidCxxCompiler) as error:
            raise ConfigurationError(
                f"the model cannot be compiled here: {error}".splitlines()[0],
                stage="compile",
                remedy="install a C++ compiler (Debian and Ubuntu: apt install g++), or leave compiled out",
            ) from error
    return optimised


def _on_one_thread(work: Callable[[], T]) -> T:
    with ThreadPoolExecutor(1, initializer=torch.set_num_threads, initargs=(1,)) as pool:
        return pool.submit(torch.no_grad()(work)).result()
