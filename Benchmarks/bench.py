#!/usr/bin/env python3
"""Run the engine, Keras and PyTorch in turn on the slides' models and compare medians of seconds per epoch.

Each round runs every peer once, one epoch in a process of its own, so that a busy moment of the machine does not fall on one
peer alone. Writes every measurement to bench.json and the table of medians to bench.md.
"""
import argparse, json, os, statistics, subprocess, sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("--data", type=Path, default=os.environ.get("CUADERNO_DATA"), help="folder of MNIST and CIFAR-10")
p.add_argument("--rounds", type=int, default=3)
p.add_argument("--models", nargs="+", default=["mnist-conv", "cifar-pool", "cifar-deep"])
p.add_argument("--peers", nargs="+", default=["keras", "torch"])
p.add_argument("--output", type=Path, default=ROOT / ".peers")
a = p.parse_args()
if a.data is None:
    sys.exit("bench: say where MNIST and CIFAR-10 are: --data DIR or CUADERNO_DATA=DIR")


def measure(peer, model):
    if peer == "cuaderno":
        command = [ROOT / ".build/release/EngineBenchmark", "train", model, "1"]
    else:
        command = [sys.executable, ROOT / "Benchmarks/train_peers.py", peer, model, "--data", a.data, "--epochs", "1"]
    run = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                         env=os.environ | {"CUADERNO_DATA": str(a.data)})
    if run.returncode != 0:
        sys.exit(f"bench: {peer} failed on {model}:\n{run.stderr[-2000:]}")
    result = json.loads(run.stdout.strip().splitlines()[-1])
    print(json.dumps(result), flush=True)
    return result


results = [measure(peer, model) for model in a.models for _ in range(a.rounds) for peer in ["cuaderno", *a.peers]]


def median(peer, model, key):
    return statistics.median(r[key] for r in results if r["peer"] == peer and r["model"] == model)


lines = ["| model | peer | s per epoch | times Cuaderno's | s to evaluate | times Cuaderno's |", "|---|---|--:|--:|--:|--:|"]
for model in a.models:
    own = [median("cuaderno", model, key) for key in ("train_s", "test_s")]
    for peer in ["cuaderno", *a.peers]:
        train, test = (median(peer, model, key) for key in ("train_s", "test_s"))
        lines.append(f"| {model} | {peer} | {train:.2f} | {train / own[0]:.1f} | {test:.3f} | {test / own[1]:.1f} |")
table = "\n".join(lines) + "\n"
a.output.mkdir(exist_ok=True)
(a.output / "bench.json").write_text(json.dumps(results, indent=1) + "\n")
(a.output / "bench.md").write_text(table)
print("\n" + table)
