import numpy as np
import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_support.intent import OperatingPoint, ScopeCheck

IN, OUT = np.arange(100) / 100 + 0.5, np.arange(50) / 50
NOTHING = np.array([])


def test_a_share_of_in_scope_turns_is_kept_without_out_of_scope_examples():
    check = ScopeCheck.choose(IN, NOTHING, OperatingPoint.keep(0.9))
    assert (check.kept, check.caught) == (0.9, None)


def test_a_share_of_out_of_scope_turns_is_caught():
    check = ScopeCheck.choose(IN, OUT, OperatingPoint.catch(0.8))
    assert check.caught == 0.8
    assert check.kept == pytest.approx(0.71, abs=0.011)


def test_the_balance_is_the_best_sum_of_both():
    check = ScopeCheck.choose(IN, OUT, OperatingPoint.balance())
    sums = [np.mean(t <= IN) + np.mean(t > OUT) for t in np.linspace(-0.1, 1.6, 1000)]
    assert check.kept + check.caught >= max(sums)


@pytest.mark.parametrize("point", [OperatingPoint.catch(0.8), OperatingPoint.balance()])
def test_a_point_on_out_of_scope_turns_needs_examples_of_them(point):
    with pytest.raises(ConfigurationError, match="no out-of-scope examples"):
        ScopeCheck.choose(IN, NOTHING, point)
