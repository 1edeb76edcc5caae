"""What the tables of scores show: which metric of which report, and what the project set out to reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Line:
    """One line of a quality table.

    Args:
        title: what is scored.
        report: folder of the report below ``results/scores``.
        metrics: metric names.
        target: what the project set out to reach.
        group: a group of rows, or ``None`` for all.
    """

    title: str
    report: str
    metrics: tuple[str, ...]
    target: str
    group: str | None = None


BOTH, CONFLICTING = ("accuracy", "macro_f1"), "conflicting sentiments"

NEWS = (
    Line("SEntFiN test, entity sentiment", "sentfin-test-default", BOTH, "≥ .88 / .88"),
    Line(
        "– headlines with conflicting sentiments", "sentfin-test-default", ("accuracy",), "≥ .84", CONFLICTING
    ),
    Line("– calibration (ECE, 15 bins)", "sentfin-test-default", ("ece",), "≤ .03"),
    Line("SEntFiN test, quality encoder", "sentfin-test-quality", BOTH, "≥ .90"),
    Line(
        "– headlines with conflicting sentiments",
        "sentfin-test-quality",
        ("accuracy",),
        "report",
        CONFLICTING,
    ),
    Line("FinEntity test", "finentity-test-default", BOTH, "≥ .85"),
    Line("FinEntity test, quality encoder", "finentity-test-quality", BOTH, "report"),
    Line("PhraseBank AllAgree, never trained on", "phrasebank-allagree-default", BOTH, "≥ .85"),
    Line("PhraseBank 50Agree, never trained on", "phrasebank-50agree-default", BOTH, "≥ .75"),
    Line("PhraseBank AllAgree, quality encoder", "phrasebank-allagree-quality", BOTH, "report"),
    Line("PhraseBank 50Agree, quality encoder", "phrasebank-50agree-quality", BOTH, "report"),
    Line(
        "SentiFM events, rules, never trained on",
        "sentifm-test-event-rules",
        ("micro_f1", "macro_f1"),
        "beat keywords",
    ),
    Line("SentiFM events, keyword list", "sentifm-test-keyword-list", ("micro_f1", "macro_f1"), "floor"),
)

SUPPORT = (
    Line("Banking77, whole training part", "banking77-test-banking", BOTH, "≥ .94"),
    Line(
        "Banking77, 10 examples per intent, mean of 5 draws",
        "banking77-test-10-examples-per-intent-5-draws-own-intents",
        ("accuracy",),
        "≥ .87",
    ),
    Line(
        "– the same, quality encoder (`intent_model`)",
        "banking77-test-10-examples-per-intent-5-draws-own-intents-quality-encoder",
        ("accuracy",),
        "≥ .87",
    ),
    *(
        Line(
            f"CLINC150, {what}, at the point that catches {share} % of validation",
            f"clinc150-test-{share}%-of-validation-caught-assistant",
            ("accuracy",),
            target,
            group,
        )
        for share in (80, 90)
        for what, group, target in (
            ("accuracy in scope", "in scope", "≥ .96"),
            ("recall of what is out of scope", "out of scope", "≥ .70"),
        )
    ),
    Line("GoEmotions test, 28 labels", "goemotions-test-emotion", ("macro_f1", "micro_f1"), "≥ .46"),
    Line("WOZ 2.0 test, joint goal accuracy", "woz2-test-dialogue-state", ("joint_goal_accuracy",), "≥ .90"),
    Line(
        "MultiWOZ 2.1 test, joint goal accuracy, learned from the dev part only",
        "multiwoz21-test-dialogue-state",
        ("joint_goal_accuracy",),
        "10 points above string match",
    ),
)

FIELDS = {
    "governing law": "≥ .95 / 0",
    "agreement date": "≥ .90",
    "effective date": "report",
    "expiration date": "report",
    "renewal term": "report",
    "notice period": "report",
    "title": "report",
}
WORST = (
    "Uncapped Liability",
    "Affiliate License-Licensee",
    "Affiliate License-Licensor",
    "Non-Transferable License",
    "Most Favored Nation",
)
STRICT, LENIENT = (
    f"cuad-test-type-of-a-marked-passage-{kind}-clause-finder" for kind in ("strict", "any-of-its-types")
)
PRESENCE = "cuad-test-type-present-in-contract-clause-finder"
SEGMENTS = "cuad-test-passages-of-whole-contracts-clause-finder"
UNFAIR, UNFAIR_TYPES = (f"unfair-tos-english-5-folds-{what}unfair-terms" for what in ("", "types-of-"))


def _with_quality(*lines: Line) -> Iterator[Line]:
    """Give lines, and after them the same by the quality encoder, which has to meet the same targets."""
    yield from lines
    yield replace(
        lines[0],
        title="– the same, quality encoder",
        report=f"{lines[0].report}-quality-encoder",
    )
    for line in lines[1:]:
        yield replace(line, title=f"{line.title}, quality encoder", report=f"{line.report}-quality-encoder")


CONTRACTS = (
    *_with_quality(
        Line("CUAD test, type of a marked passage, any label counts", LENIENT, ("accuracy",), "≥ .94"),
        Line("– the label of the row", STRICT, BOTH, "≥ .84 / .78"),
    ),
    *(
        Line(f"– {kind}, any label counts, default encoder", LENIENT, ("accuracy",), "report", kind)
        for kind in WORST
    ),
    *_with_quality(
        Line(
            "CUAD test, type present in contract, micro AP / macro AP",
            PRESENCE,
            ("micro_ap", "macro_ap"),
            "≥ .96 / .90",
        ),
        Line("– precision at 80 % recall", PRESENCE, ("precision_at_80_recall",), "≥ .95"),
    ),
    *_with_quality(
        Line("CUAD test, passages of whole contracts, micro AP", SEGMENTS, ("micro_ap",), "≥ .65")
    ),
    *_with_quality(
        Line("CUAD test, spans, published metric", "cuad-test-spans-clause-finder", ("aupr",), "≥ .48")
    ),
    *_with_quality(
        Line("unfair terms, English, 5 folds", UNFAIR, ("micro_f1",), "≥ .78"),
        Line(
            "– which of the nine types, micro-F1 / macro-F1",
            UNFAIR_TYPES,
            ("micro_f1", "macro_f1"),
            "report",
        ),
    ),
    *(
        Line(
            f"CUAD test, {field}: right where there is one / given where there is none",
            "cuad-test-contract-fields",
            ("found", "falsely_given"),
            target,
            field,
        )
        for field, target in FIELDS.items()
    ),
    Line("CUAD test, parties", "cuad-test-contract-parties", ("micro_f1",), "beat spaCy ORG"),
    Line(
        "headings with the right parent, 10 train contracts marked by hand, developed on",
        "cuad-headings-development-clause-tree",
        ("right_parent", "precision"),
        "≥ .95",
    ),
    Line(
        "headings with the right parent, 10 others: .891 at first, then their errors were read and mended",
        "cuad-headings-held-out-clause-tree",
        ("right_parent", "precision"),
        "≥ .95",
    ),
    Line(
        "headings with the right parent, 5 more, drawn at random: .746 at first, then mended",
        "cuad-headings-held-out-2-clause-tree",
        ("right_parent", "precision"),
        "≥ .95",
    ),
    Line(
        "headings with the right parent, the next 5 after that: .919 at first, then mended",
        "cuad-headings-held-out-3-clause-tree",
        ("right_parent", "precision"),
        "≥ .95",
    ),
)

NEAR_MISSES = "near-misses-and-faithful-outputs-unseen-templates-factuality"
FACTUALITY = (
    Line(
        "SummEdits, unsupported edits of summaries, mean over 8 domains, each left out of training",
        "summedits-each-domain-left-out-factuality",
        ("balanced_accuracy", "auroc"),
        "≥ .62",
    ),
    Line(
        "BEGIN test, Wizard of Wikipedia, attributable replies",
        "begin-test-wizard-of-wikipedia-factuality",
        ("auroc",),
        "≥ .94",
    ),
    Line(
        "500 near misses caught / 500 faithful outputs flagged, invented texts of 16 templates",
        NEAR_MISSES,
        ("caught", "false_alarms"),
        "≥ .99 / ≤ .05",
    ),
    *(
        Line(f"– {kind}", NEAR_MISSES, ("caught",), "report", kind)
        for kind in ("dose", "date", "amount", "negation", "unit")
    ),
)

JAILBREAKS = "jailbreaks-by-source-injection-guard-fitted-to-{}"
BENIGN = "benign-texts-injection-guard"
INJECTION = (
    *(
        Line(
            f"jailbreaks, {source}, by a model of {what}: AUROC / recall at its operating point",
            JAILBREAKS.format(folder),
            ("auroc", "recall"),
            "≥ .90 AUROC",
            source,
        )
        for what, folder, sources in (
            (
                "the project's rows",
                "project-rows",
                ("in the wild", "DAN variants", "TAP", "system prompt extraction"),
            ),
            (
                "jailbreaks in the wild alone",
                "in-the-wild",
                ("DAN variants", "TAP", "system prompt extraction", "own attack rows"),
            ),
        )
        for source in sources
    ),
    *(
        Line(
            f"– benign texts left alone by the first of these, {source}",
            JAILBREAKS.format("project-rows"),
            ("benign_accuracy",),
            "≥ .95",
            source,
        )
        for source in ("WildChat", "long role-play")
    ),
    Line(
        'support sentences such as "please ignore my previous email", flagged',
        BENIGN,
        ("flagged",),
        "≤ .02",
        "polite sentences",
    ),
    *(
        Line(f"– {source}, flagged", BENIGN, ("flagged",), "report", source)
        for source in ("long role-play", "XSTest safe", "JailbreakBench benign", "Alpaca")
    ),
)

ANSWERS = "xstest-answers-held-out-model-safety-judge"
REWARDS = (
    Line(
        "XSTest answers, cross-fitted by model: harmful ones that pass at 5 % over-block",
        ANSWERS,
        ("harmful_pass",),
        "≤ .01 (unfiltered .060)",
    ),
    Line("– at 1 % over-block", ANSWERS, ("harmful_pass_at_1",), "report"),
    Line("– over-block where .17 % pass", ANSWERS, ("over_block_at_design",), "report"),
    Line(
        "– at 5 % over-block, types of prompts held out, too",
        "xstest-answers-held-out-model-and-type-safety-judge",
        ("harmful_pass",),
        "report",
    ),
    *(
        Line(
            f"XSTest prompts, {protocol}: safe ones flagged at 85 % of the unsafe",
            f"xstest-prompts-{protocol.replace(' ', '-')}-harmful-request",
            ("over_refusal",),
            "≤ .12",
        )
        for protocol in ("never trained on", "held-out types", "folds by prompt")
    ),
    *(
        Line(
            f"{'– ' if number else 'harmful requests marked at the points of support / general: '}{source}",
            "requests-by-source-harmful-request-guard",
            ("support", "general"),
            "report",
            source,
        )
        for number, source in enumerate(
            (
                "AdvBench",
                "JailbreakBench harmful",
                "StrongREJECT",
                "HarmBench",
                "XSTest unsafe",
                "XSTest safe",
                "JailbreakBench benign",
                "WildChat",
                "Alpaca",
                "customers, test",
                "customers, training",
            )
        )
    ),
    Line(
        "OpenAI moderation, any flag, 5 folds, AUPRC",
        "openai-moderation-5-folds-safety-judge-content",
        ("auprc",),
        "≥ .85",
    ),
    Line("hh-rlhf harmless, 5 folds", "hh-rlhf-harmless-5-folds-preference", ("pair_accuracy",), "≥ .66"),
)

SYNTH = "presidio-synth_dataset_v2-held-out-personal-data"
PERSONAL_KINDS = (
    ("PHONE_NUMBER", ("precision", "recall"), "precision ≥ .90"),
    *(
        (kind, ("micro_f1",), "report")
        for kind in (
            "PERSON",
            "STREET_ADDRESS",
            "GPE",
            "ORGANIZATION",
            "CREDIT_CARD",
            "DATE_TIME",
            "AGE",
            "TITLE",
            "EMAIL_ADDRESS",
            "DOMAIN_NAME",
            "ZIP_CODE",
            "IP_ADDRESS",
            "NRP",
            "IBAN_CODE",
            "US_DRIVER_LICENSE",
        )
    ),
)
PERSONAL_DATA = (
    Line(
        "personal data, held out half of presidio's sentences, F1 by overlap / exact",
        SYNTH,
        ("micro_f1", "exact_f1"),
        "beat presidio",
    ),
    *(Line(f"– {kind}", SYNTH, metrics, target, kind) for kind, metrics, target in PERSONAL_KINDS),
    Line(
        "– the half that rules were written with",
        "presidio-synth_dataset_v2-development-personal-data",
        ("micro_f1", "exact_f1"),
        "report",
    ),
    Line(
        "– held out templates of presidio's generated_large",
        "presidio-generated_large-held-out-personal-data",
        ("micro_f1", "exact_f1"),
        "beat presidio",
    ),
)

SAFETY = (*FACTUALITY, *INJECTION, *PERSONAL_DATA, *REWARDS)

QUALITY = {"News": NEWS, "Support": SUPPORT, "Contracts": CONTRACTS, "Safety": SAFETY}
