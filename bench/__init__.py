"""Speed and memory, as ratios against something run beside it: a file per thing measured."""
