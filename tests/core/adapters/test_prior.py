import torch

from dsolutions.adapters import ClassificationHead, HeadSpec


def test_an_untrained_head_begins_at_the_shares_of_its_classes():
    shares = torch.tensor([0.9, 0.02, 0.0])
    states, mask = torch.zeros(1, 4, 8), torch.ones(1, 4)
    for task in ("multi_label", "single_label"):
        head = ClassificationHead(HeadSpec(name="mood", labels=("a", "b", "c"), task=task), 8).eval()
        torch.nn.init.zeros_(head.output.weight)
        head.expect(shares)
        found = head.probabilities(head(states, mask, mask))[0]
        expected = shares if task == "multi_label" else shares / shares.sum()
        assert torch.allclose(found, expected, atol=1e-3)
