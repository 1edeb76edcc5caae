import numpy as np
import pytest

from dsolutions.errors import ConfigurationError
from dsolutions.runtime import Precision, Row, Runtime
from dsolutions.testing import tiny_adapter, tiny_encoder

ROWS = [Row(text) for text in ("acme cuts jobs", "ford", "a longer line about a bank", "up 4%", "so", "down")]


def runtime(**options):
    made = Runtime(tiny_encoder(), precision=Precision.float32(), **options)
    made.load(tiny_adapter(rank=2))
    return made


def probabilities(runtime, rows):
    return np.stack([answer["tiny"] for answer in runtime.predict(rows, "tiny")])


def test_a_compiled_network_gives_the_same_answers_to_batches_of_any_shape():
    plain, compiled = runtime(), runtime(compiled=True)
    for rows in (ROWS, ROWS[:2], ROWS[:1], ROWS * 3):
        np.testing.assert_allclose(probabilities(compiled, rows), probabilities(plain, rows), atol=1e-5)
    assert len(compiled._variants._compiled) == 1


def test_without_a_compiler_the_error_says_what_to_install(monkeypatch):
    from torch._inductor.exc import InvalidCxxCompiler

    def fail(*args, **options):
        raise InvalidCxxCompiler

    monkeypatch.setattr("torch.compile", lambda *args, **options: fail)
    with pytest.raises(ConfigurationError, match=r"g\+\+"):
        probabilities(runtime(compiled=True), ROWS)
