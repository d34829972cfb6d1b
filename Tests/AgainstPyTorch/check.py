#!/usr/bin/env python3
"""Random networks with given weights, through a lesson and through PyTorch in double precision, held against each other.

    scripts/check-pytorch --networks 60 --seed 1

For each instruction set of the machine: the output of every layer, the loss, all gradients (in training too), and the weights
after three steps of an optimiser. A difference counts relative to the largest number of its tensor. Above the tolerance it is a
failure, unless PyTorch itself is as far off when it computes with 32-bit numbers, or in double precision with weights, inputs, sums and
gradients one unit in the last place beside: then numbers cancel out, or Adam divides a gradient that vanishes by its own size. With
three threads instead of one, every bit must be the same.
"""
import argparse
import functools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from network import Network, STEPS
from reference import Optimizer

ROOT = Path(__file__).resolve().parent.parent.parent
TOLERANCE = 2e-5
# Gradients that vanish, such as that of a bias before a normalisation, hold rounding alone: they are held against this share
# of the network's largest gradient.
FLOOR = 1e-2
# How often PyTorch is asked where its own numbers go when what is given moves by one unit in the last place.
DRAWS = 8

LESSON = """---
title: Random networks
params: {into: outputs}
execute: {timeout: 600}
---

```{swift}
func examine(_ number: Int, loss: Loss, optimizer: Optimizer, _ model: Sequential) throws {
  let given = try Tensor.dictionary(npz: "\\(number).npz")
  try model.setWeights(model.weights.indices.map { given["weight\\($0)"]! })
  let x = given["x"]!
  let examples = if let labels = given["labels"] { try Examples(features: x, labels: labels.values.map { Int($0) }) }
    else { try Examples(features: x, targets: given["targets"]!) }
  var found = ["output": try model.predict(x), "loss": Tensor([Float(try model.evaluate(examples, loss: loss).loss)])]
  for (name, training) in [("gradient", false), ("trainingGradient", true)] {
    let gradients = if let labels = given["labels"] {
      try model.gradients(images: x, labels: labels.values.map { Int($0) }, loss: loss, training: training)
    } else { try model.gradients(images: x, targets: given["targets"]!, loss: loss, training: training) }
    for (i, gradient) in gradients.enumerated() { found["\\(name)\\(i)"] = gradient }
  }
  for (i, output) in try model.activations(for: x).enumerated() { found["activation\\(i)"] = output }
  try model.fit(examples, epochs: STEPS, batchSize: x.shape[0], optimizer: optimizer, loss: loss, shuffle: false)
  for (i, weight) in model.weights.enumerated() { found["weight\\(i)"] = weight }
  try Tensor.write(found, npz: "\\(params.into)/\\(number).npz")
}
```
""".replace("STEPS", str(STEPS))


def lesson(networks):
    return LESSON + "".join(f"""
```{{swift}}
//| label: network-{i}
try examine({i}, loss: .{n.loss}, optimizer: {Optimizer.KINDS[n.optimizer]}, {n.source})
```
""" for i, n in enumerate(networks))


def run(a, folder, kernels, threads):
    """Runs the lesson; gives the folder of its numbers, or none where the machine has not these kernels."""
    into = folder / f"{kernels}-{threads}"
    into.mkdir()
    done = subprocess.run(
        [a.cuaderno, "run", "networks.md", "-o", f"report-{into.name}", "--no-cache", "-P", f"into={into.name}"], cwd=folder,
        env=os.environ | {"CUADERNO_KERNELS": kernels, "CUADERNO_THREADS": str(threads)}, capture_output=True, text=True)
    if done.returncode != 0:
        if "this machine runs no kernels of that name" in done.stderr:
            return None
        report = folder / f"report-{into.name}/networks/results.json"
        cells = json.loads(report.read_text())["cells"] if report.exists() else []
        errors = [f"{c['label']}: {c['error']['message']}" for c in cells if c.get("error")]
        sys.exit("\n".join(errors) or done.stdout + done.stderr)
    return into


def differences(network, expected, found):
    """For each tensor its difference relative to the largest number that it should hold."""
    if expected.keys() != found.keys():
        sys.exit(f"expected {sorted(expected)}, found {sorted(found)}:\n{network.source}")
    floor = FLOOR * max(np.abs(values).max() for name, values in expected.items() if "radient" in name)
    for name, values in expected.items():
        if values.shape != found[name].shape:
            sys.exit(f"{name} should have the shape {values.shape}, and has {found[name].shape}:\n{network.source}")
        scale = max(np.abs(values).max(), floor if "radient" in name else 1e-30)
        yield name, float(np.abs(values - found[name]).max() / scale)


def doubts(networks, exact):
    """A function (number of a network, name of a tensor): how far PyTorch itself is off, computed where it is asked for."""
    @functools.cache
    def of(i):
        network, expected = networks[i], exact[i]
        beside = [network.expected(torch.float32)]
        beside += [network.moved(draw).expected(torch.float64) for draw in range(DRAWS)]
        every = [dict(differences(network, expected, found)) for found in beside]
        return {name: max(d[name] for d in every) for name in expected}
    return lambda i, name: of(i)[name]


def check(networks, exact, doubt, folder):
    """Prints the greatest difference of each kind; gives the failures."""
    worst, excused, failures = {}, [], []
    for i, network in enumerate(networks):
        with np.load(folder / f"{i}.npz") as file:
            found = dict(file)
        for name, difference in differences(network, exact[i], found):
            kind = name.rstrip("0123456789")
            worst[kind] = max(worst.get(kind, 0.0), difference if difference <= TOLERANCE else 0.0)
            if difference <= TOLERANCE:
                continue
            where = f"network {i}, {name}: {difference:.1e}, PyTorch itself {doubt(i, name):.1e}"
            if difference <= 3 * doubt(i, name):
                excused.append(where)
            else:
                failures.append(f"{where}\n{network.source}")
    print("  " + ", ".join(f"{kind} {value:.1e}" for kind, value in worst.items()), flush=True)
    for where in excused:
        print(f"  cancels out: {where}", flush=True)
    return failures


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--networks", type=int, default=60)
    p.add_argument("--seed", type=int, default=1)
    sets = ["avx512", "avx2", "baseline"]
    p.add_argument("--kernels", nargs="+", choices=sets, default=sets, help="instruction sets; those of other machines are passed over")
    p.add_argument("--cuaderno", type=Path, default=ROOT / ".build/release/cuaderno")
    p.add_argument("--keep", type=Path, help="an empty folder for lesson and numbers, to look at afterwards")
    a = p.parse_args()
    a.cuaderno = a.cuaderno.resolve()
    torch.set_num_threads(1)
    networks = [Network.drawn(a.seed, i) for i in range(a.networks)]
    exact = [n.expected(torch.float64) for n in networks]
    doubt = doubts(networks, exact)
    failures, compared = [], 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder) if a.keep is None else a.keep.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "networks.md").write_text(lesson(networks))
        for i, network in enumerate(networks):
            np.savez(folder / f"{i}.npz", **network.given())
        for kernels in a.kernels:
            one = run(a, folder, kernels, 1)
            if one is None:
                print(f"{kernels}: not on this machine")
                continue
            compared += 1
            print(f"{kernels}: {len(networks)} networks; greatest differences:", flush=True)
            failures += [f"{kernels}, {failure}" for failure in check(networks, exact, doubt, one)]
            three = run(a, folder, kernels, 3)
            failures += [f"{kernels}, network {i}: other bits with three threads\n{network.source}"
                         for i, network in enumerate(networks)
                         if (one / f"{i}.npz").read_bytes() != (three / f"{i}.npz").read_bytes()]
    if not compared:
        sys.exit("nothing was compared: this machine has none of these instruction sets")
    print("\n".join(failures) or "no difference")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
