import pytest

from dsolutions.runtime import Precision, Runtime
from dsolutions_support.intent import IntentExamples, IntentModel

SHOP = {
    "track_order": (
        "where is my parcel",
        "when will my order arrive",
        "has my package been shipped yet",
        "track my delivery please",
        "my order still has not come",
    ),
    "return_item": (
        "i want to send these shoes back",
        "how do i return a jacket",
        "can i give this back for a refund",
        "the shirt does not fit, i want to return it",
        "start a return for my order",
    ),
    "opening_hours": (
        "when does the store open",
        "are you open on sunday",
        "what time do you close today",
        "opening hours of the shop in the centre",
        "until when is the branch open",
    ),
}
ASIDE = ("who won the match last night", "tell me a joke", "how tall is the tower", "my dog is asleep")


@pytest.fixture(scope="session")
def examples() -> IntentExamples:
    """Fifteen examples of three intents of an invented shop."""
    pairs = [(text, intent) for intent, texts in SHOP.items() for text in texts]
    return IntentExamples([text for text, _ in pairs], [intent for _, intent in pairs], name="shop")


@pytest.fixture(scope="session")
def runtime() -> Runtime:
    """The default encoder."""
    return Runtime(precision=Precision.float32())


@pytest.fixture(scope="session")
def model(examples, runtime) -> IntentModel:
    """A model of the shop's intents with out-of-scope examples."""
    return IntentModel.fit(IntentExamples(examples.texts, examples.intents, ASIDE, name="shop"), runtime)
