"""Floors: what a score has to beat before a model has earned its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from dsolutions.evaluation.predictions import Answer, LabelledTexts, as_set

Floor = Callable[[LabelledTexts, Sequence[str]], list[Answer]]


def majority(train: LabelledTexts, texts: Sequence[str]) -> list[Answer]:
    """Answer the most frequent label, or set of labels, of the training set; ties go to the first seen.

    >>> majority(LabelledTexts(["a", "b", "c"], ["up", "down", "up"]), ["d"])
    ['up']
    """
    return [Counter[Answer](train.gold).most_common(1)[0][0]] * len(texts)


def tfidf_linear(train: LabelledTexts, texts: Sequence[str]) -> list[Answer]:
    """Answer with a linear support vector machine over TF-IDF of words and characters.

    Words in ones and twos, characters in twos to fives; classes weighted by inverse frequency. Rows with sets
    of labels get one such classifier per label. For a task about an entity, mask it in all texts: a bag of
    words cannot know otherwise which entity is meant.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.preprocessing import MultiLabelBinarizer
    from sklearn.svm import LinearSVC

    if len(set(train.gold)) == 1:  # nothing to separate
        return majority(train, texts)
    features = make_union(
        # A word is any run of word characters: one-letter and one-digit tokens ("5", "X") carry meaning here.
        TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"\w+", sublinear_tf=True),
        TfidfVectorizer(ngram_range=(2, 5), analyzer="char_wb", sublinear_tf=True),
    )
    machine = LinearSVC(class_weight="balanced", random_state=0)
    if isinstance(train.gold[0], str):
        return [
            str(label)
            for label in make_pipeline(features, machine).fit(train.texts, train.gold).predict(texts)
        ]
    binarizer = MultiLabelBinarizer()
    table = binarizer.fit_transform([as_set(answer) for answer in train.gold])
    fitted = make_pipeline(features, OneVsRestClassifier(machine)).fit(train.texts, table)
    answers = fitted.predict(texts).reshape(len(texts), -1)  # flat where there is but one label
    return [frozenset(labels) for labels in binarizer.inverse_transform(answers)]


FLOORS: dict[str, Floor] = {"majority": majority, "TF-IDF + linear": tfidf_linear}
