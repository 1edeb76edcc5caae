"""From a recipe to an adapter."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import (
    EarlyStoppingCallback,
    PrinterCallback,
    Trainer,
    TrainerCallback,
    TrainingArguments,
    set_seed,
)
from transformers.trainer_utils import get_last_checkpoint

from dsolutions.adapters import Adapter, BaseModelRef, Card, ClassificationHead, DataSource
from dsolutions.errors import ConfigurationError, ResumeRefused
from dsolutions.evaluation import LabelledPredictions
from dsolutions.evaluation.metrics import ACCURACY, MACRO_F1
from dsolutions.evaluation.predictions import Answer, as_set
from dsolutions.runtime import Encoder, Precision, Row, Runtime
from dsolutions.training.decisions import indicators, score, settle
from dsolutions.training.distillation import soft_labels
from dsolutions.training.examples import Example, hold_out, read_examples
from dsolutions.training.module import ExampleSet, TrainableAdapter
from dsolutions.training.recipe import Recipe


def train(
    recipe: str | Path,
    output: str | Path | None = None,
    *,
    data: str | Path | None = None,
    resume: bool = True,
    progress: bool = True,
) -> Path:
    """Train an adapter and save it with its card.

    Args:
        recipe: the recipe file.
        output: the adapter's folder; by default one called like the adapter, in the working directory.
        data: the data folder; ``DSOLUTIONS_DATA`` by default. Files beside the recipe are found, too.
        resume: go on from the last checkpoint of an interrupted run of the same recipe.
        progress: show a progress bar and the loss.

    Returns:
        The adapter's folder.

    Raises:
        ConfigurationError: the recipe cannot be used, or its labels are not those in the data.
        InputError: a data file is missing or has other fields.
        ResumeRefused: there are checkpoints of another recipe.
    """
    plan, text = Recipe.load(recipe)
    folder = Path(output or plan.adapter.name)
    checkpoints = _checkpoints(folder, text, resume)
    set_seed(plan.optimisation.seed)
    encoder = Encoder.load(plan.base)
    examples = _read(plan, (Path(recipe).parent, _data_folder(data)))
    rest, held_out = hold_out(examples, plan.optimisation.validation, plan.optimisation.seed)
    teacher = soft_labels(plan.distillation, _askable(rest), plan.head.labels)
    training = ExampleSet(rest, encoder, plan, teacher=teacher, augmented=True)
    model = TrainableAdapter(encoder, plan)
    model.live.head.expect(torch.from_numpy(indicators([e.label for e in rest], plan.head.labels).mean(0)))
    trainer = Trainer(
        model,
        _arguments(plan, checkpoints, progress),
        train_dataset=training,
        eval_dataset=ExampleSet(held_out, encoder, plan),
        data_collator=training.collate,
        optimizers=(
            torch.optim.AdamW(model.parameter_groups(plan), weight_decay=plan.optimisation.weight_decay),
            None,
        ),
        compute_metrics=lambda outcome: score(plan.head, outcome[0], outcome[1]),
        callbacks=[AfterStep(), EarlyStoppingCallback(plan.optimisation.patience)],
    )
    trainer.remove_callback(PrinterCallback)  # it prints to standard output, where scripts read the folder
    trainer.train(resume_from_checkpoint=get_last_checkpoint(str(checkpoints)))
    adapter = _settle(model, encoder, plan, text, rest, held_out)
    tests = [e for e in examples if e.part == "test"]
    adapter.save(folder)
    scores = _scores(adapter, encoder, {"validation": held_out, "test": tests})
    Adapter(adapter.card.model_copy(update={"scores": scores}), adapter.heads, adapter.deltas).save(folder)
    shutil.rmtree(checkpoints)
    return folder


class AfterStep(TrainerCallback):  # type: ignore[misc]  # transformers ships no types
    """Lets the model keep its running average."""

    def on_step_end(self, args: Any, state: Any, control: Any, **parts: Any) -> None:
        """Pass the event on."""
        parts["model"].after_step()


def _checkpoints(folder: Path, recipe: str, resume: bool) -> Path:
    """Prepare the checkpoint folder; what is in it must belong to this recipe."""
    checkpoints = folder / "checkpoints"
    mark = checkpoints / "recipe.toml"
    if not resume:
        shutil.rmtree(checkpoints, ignore_errors=True)
    elif mark.exists() and mark.read_text(encoding="utf-8") != recipe:
        raise ResumeRefused(
            "the recipe has changed since these checkpoints were written",
            stage="train",
            item=str(checkpoints),
            remedy="train with --no-resume to start anew, or into another folder with --output",
        )
    checkpoints.mkdir(parents=True, exist_ok=True)
    mark.write_text(recipe, encoding="utf-8")
    return checkpoints


def _data_folder(data: str | Path | None) -> Path:
    return Path(data or os.environ.get("DSOLUTIONS_DATA", "."))


def _read(plan: Recipe, folders: Sequence[Path]) -> list[Example]:
    examples = [e for section in plan.data for e in read_examples(section, folders, plan.rename)]
    if unknown := frozenset[str]().union(*(as_set(e.label) for e in examples)) - set(plan.head.labels):
        raise ConfigurationError(
            f"the data has labels that the head does not: {sorted(unknown)}",
            stage="train",
            item=plan.adapter.name,
            remedy="list them in head.labels, or map them with [rename]",
        )
    return examples


def _askable(examples: Sequence[Example]) -> Iterator[Row]:
    """Yield the rows that a teacher may answer: each target, and each text that may be asked about whole."""
    for example in (example for example in examples if not example.invented):
        yield example.row
        if example.focus and not example.conflicting:
            yield replace(example, focus=None).row


def _arguments(plan: Recipe, checkpoints: Path, progress: bool) -> TrainingArguments:
    settings = plan.optimisation
    return TrainingArguments(
        output_dir=str(checkpoints),
        num_train_epochs=settings.epochs,
        per_device_train_batch_size=settings.batch_size,
        per_device_eval_batch_size=2 * settings.batch_size,
        warmup_steps=settings.warmup,
        lr_scheduler_type="linear",
        max_grad_norm=1.0,
        bf16=settings.bfloat16 and Precision.auto().format == "bfloat16",
        use_cpu=not torch.cuda.is_available(),
        eval_strategy="epoch",
        save_strategy="epoch",
        save_total_limit=2,
        load_best_model_at_end=True,
        metric_for_best_model="score",
        train_sampling_strategy="group_by_length",
        remove_unused_columns=False,
        label_names=["labels"],
        seed=settings.seed,
        report_to="none",
        disable_tqdm=not progress,
        dataloader_pin_memory=False,
    )


def _settle(
    model: TrainableAdapter,
    encoder: Encoder,
    plan: Recipe,
    text: str,
    rest: Sequence[Example],
    held_out: Sequence[Example],
) -> Adapter:
    """Make the adapter; how its logits are read is fitted on the validation rows as it will answer them."""
    network = model.settled
    deltas = model.trainable.deltas(network.network)
    used = {s.name: sum(e.source == s.name for e in rest) for s in plan.data}
    card = Card(
        name=plan.adapter.name,
        version=plan.adapter.version,
        summary=plan.adapter.summary,
        licence=plan.adapter.licence,
        base=BaseModelRef(name=encoder.model.name, sha256=encoder.model.sha256),
        heads=(plan.head,),
        data=tuple(  # once, however many files it has
            dict.fromkeys(
                DataSource(name=s.name, licence=s.licence, source=s.source, rows=used[s.name])
                for s in plan.data
            )
        ),
        recipe=text,
        seed=plan.optimisation.seed,
    )
    # In bfloat16, like the deltas: half the file, and far finer than what training leaves undecided.
    tensors = {name: tensor.to("cpu", torch.bfloat16) for name, tensor in network.head.state_dict().items()}
    adapter = Adapter(card, {plan.head.name: ClassificationHead.from_tensors(plan.head, tensors)}, deltas)
    found = [example for example in held_out if not example.invented] or held_out
    probabilities = _probabilities(adapter, encoder, found)
    spec = settle(plan.head, probabilities, indicators([e.label for e in found], plan.head.labels))
    head = ClassificationHead.from_tensors(spec, tensors)
    return Adapter(card.model_copy(update={"heads": (spec,)}), {spec.name: head}, deltas)


def _probabilities(adapter: Adapter, encoder: Encoder, examples: Sequence[Example]) -> np.ndarray[Any, Any]:
    runtime = Runtime(encoder, precision=Precision.float32())
    runtime.load(adapter)
    [head] = adapter.heads
    answers = runtime.predict([e.row for e in examples], adapter.name)
    return np.stack([answer[head] for answer in answers]).astype(np.float64)


def _scores(adapter: Adapter, encoder: Encoder, parts: dict[str, Sequence[Example]]) -> dict[str, float]:
    """Score each data set of each part: ``"<data set> <part> <metric>"`` to value."""
    [spec] = adapter.card.heads
    scores = {}
    for part, examples in parts.items():
        for name in dict.fromkeys(e.source for e in examples):
            own = [e for e in examples if e.source == name]
            decided = [spec.decide(row) for row in _probabilities(adapter, encoder, own)]
            predicted: list[Answer]
            if spec.task == "single_label":
                predicted = [label for [label] in decided]
            else:
                predicted = [frozenset(labels) for labels in decided]
            predictions = LabelledPredictions(spec.labels, gold=[e.label for e in own], predicted=predicted)
            for metric in (ACCURACY, MACRO_F1):
                scores[f"{name} {part} {metric.name}"] = round(metric(predictions), 4)
    return scores
