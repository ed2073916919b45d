"""How to compute on what there is: every number that depends on who multiplies.

A processor's were measured (docs/experiments.md). A graphics processor reads and writes more
at once: it waits for its memory, which it fetches once for all sequences of a step.
"""

from __future__ import annotations

from dataclasses import dataclass

# As llama.cpp numbers them: where AUTO, it looks whether the device can do it.
_FLASH_AUTO, _FLASH_OFF = -1, 0


@dataclass(frozen=True, slots=True)
class Tuning:
    """What suits one kind of device.

    `batch` tokens of a prompt are computed at once. At most `most_sequences` that share a text
    write side by side, and `most_apart` of those that share none. `context_bytes` bounds the
    memory for what was read, as does the `share` of what a graphics processor has free; one
    request that needs more gets more.
    """

    batch: int
    flash_attention: int
    max_sequences: int
    max_separate_sequences: int
    context_bytes: int
    share: float = 1.0


# Attention is computed for all pairs of a batch's tokens and the cells before them, later ones
# included, so that smaller batches waste less: with 128, 1,500 tokens were read a tenth faster
# than with 512. Flash attention reads prompts a fifth faster and writes at half the speed or
# less. More sequences than 16 hardly raise the throughput; those that share nothing gain little
# from company, as each has a memory of its own to read at every step, whatever the number of
# cores, and each is a text more that is lost when a run is killed.
CPU_TUNING = Tuning(128, _FLASH_OFF, 16, 2, 1 << 30)
GPU_TUNING = Tuning(512, _FLASH_AUTO, 32, 16, 8 << 30, 1 / 3)
