"""The clause type of a passage that somebody marked, on CUAD."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmarks.contracts.report import DATASET
from dsolutions.evaluation import EvaluationReport, LabelledPredictions, evaluate
from dsolutions_finance.contracts.types import CLAUSE_TYPES, ClauseFinder, Passage
from dsolutions_finance.contracts.types.labelled import LabelledContract

# Those on which everybody does worst.
WORST = (
    "Affiliate License-Licensee",
    "Affiliate License-Licensor",
    "Most Favored Nation",
    "Non-Transferable License",
    "Uncapped Liability",
)


@dataclass(frozen=True)
class Marked:
    """Every annotation of some contracts; the same words may be marked for several types.

    Args:
        contracts: the contracts.
    """

    contracts: Sequence[LabelledContract]

    @cached_property
    def rows(self) -> list[tuple[LabelledContract, Passage, str]]:
        """Contract, range and type of each annotation."""
        return [(c, Passage(a.start, a.end), a.type) for c in self.contracts for a in c.annotations]

    @cached_property
    def texts(self) -> list[str]:
        """The words of each annotation."""
        return [c.text.text[p.start : p.end] for c, p, _ in self.rows]

    @property
    def gold(self) -> list[str]:
        """The type of each annotation."""
        return [name for _, _, name in self.rows]

    @cached_property
    def allowed(self) -> list[frozenset[str]]:
        """All types for which the same words are marked in the same contract."""
        types: Mapping[tuple[str, str], set[str]] = defaultdict(set)
        for (contract, _, name), text in zip(self.rows, self.texts, strict=True):
            types[contract.id, text].add(name)
        return [
            frozenset(types[contract.id, text])
            for (contract, _, _), text in zip(self.rows, self.texts, strict=True)
        ]

    def predictions(self, predicted: Sequence[str], *, lenient: bool) -> LabelledPredictions:
        """Put predictions beside the truth.

        Args:
            predicted: one type per annotation.
            lenient: whether each type of the same words is right.
        """
        gold = [
            answer if lenient and answer in allowed else name
            for answer, name, allowed in zip(predicted, self.gold, self.allowed, strict=True)
        ]
        return LabelledPredictions(
            CLAUSE_TYPES,
            gold=gold,
            predicted=predicted,
            documents=[contract.id for contract, _, _ in self.rows],
            groups=[frozenset({name} & set(WORST)) for name in self.gold],
        )


def score_clause_types(
    finder: ClauseFinder, train: Sequence[LabelledContract], test: Sequence[LabelledContract]
) -> list[EvaluationReport]:
    """Score the likeliest type of each annotation, strictly and leniently, beside TF-IDF + linear.

    Strict: the type of the annotation at hand. Lenient: any type for which the same words are marked in the
    same contract; nobody can know which one is asked for.

    Args:
        finder: what is scored.
        train: contracts to fit the floor to; where there are none, there is no floor.
        test: contracts to score on.
    """
    marked = Marked(test)
    answered = {"clause finder": likeliest(finder, test)}
    if train:
        answered["floor TF-IDF + linear"] = linear(Marked(train), marked.texts)
    return [
        evaluate(
            marked.predictions(answers, lenient=lenient),
            name=name,
            dataset=f"{DATASET}, type of a marked passage, {'any of its types' if lenient else 'strict'}",
        )
        for name, answers in answered.items()
        for lenient in (False, True)
    ]


def likeliest(finder: ClauseFinder, contracts: Sequence[LabelledContract]) -> list[str]:
    """Return the likeliest type of each annotation, in the order of ``Marked.rows``."""
    answers: list[str] = []
    for contract in contracts:
        asked = [Passage(a.start, a.end) for a in contract.annotations]
        answers += [finder.labels[row.argmax()] for row in finder.classify(contract.text, asked)]
    return answers


def linear(train: Marked, texts: Sequence[str]) -> list[str]:
    """Answer with a linear support vector machine on words and pairs of words of the marked text."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2)
    model = make_pipeline(vectors, LinearSVC(random_state=0)).fit(train.texts, train.gold)
    return [str(answer) for answer in model.predict(list(texts))]
