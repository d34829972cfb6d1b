#!/usr/bin/env python3
"""All lessons from cold caches against Keras training the same models for the same epochs.

Usage: .peers/bin/python Benchmarks/compare_course_with_keras.py --data DIR [--rounds 1] [-- OPTIONS OF cuaderno run]
Runs `cuaderno run lessons` with empty caches and reads from results.json how long each network of class 7 was trained; Keras
then trains them in a process of its own, with the lesson's batch sizes and optimisers, validating where the lesson does. What
Keras spends on importing, reading data and evaluating afterwards is left out; of cuaderno everything counts, compiling and
writing the pages too. Prints one line of JSON a round, then the medians.
"""
import argparse, json, os, statistics, subprocess, sys, tempfile, time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What class 7 trains: (cell, model, batch size, optimiser, validated, images, epochs); without epochs the cell's history tells.
TRAININGS = [
    ("mnist-crudo", "mnist-linear", 128, "adam", False, 60_000, 8),
    ("mnist-conv-entrenado", "mnist-conv", 128, "adam", True, 60_000, None),
    ("con-y-sin-pooling", "cifar-flat", 64, "sgd", False, 5_000, 6),
    ("con-y-sin-pooling", "cifar-pool", 64, "sgd", False, 5_000, 6),
    ("cifar-entrenado", "cifar-pool", 64, "sgd", True, 50_000, None),
    ("profunda-entrenada", "cifar-deep", 128, "adam", True, 50_000, None),
]


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, default=os.environ.get("CUADERNO_DATA"), help="folder of MNIST and CIFAR-10")
    p.add_argument("--rounds", type=int, default=1)
    p.add_argument("--cuaderno", type=Path, default=ROOT / ".build/release/cuaderno")
    p.add_argument("options", nargs="*", help="options of cuaderno run, after --")
    a = p.parse_args()
    if a.data is None:
        sys.exit("say where MNIST and CIFAR-10 are: --data DIR or CUADERNO_DATA=DIR")
    return a


def course(a):
    """Seconds of the whole cold run, and the epochs of each network."""
    with tempfile.TemporaryDirectory() as folder:
        command = [a.cuaderno, "run", ROOT / "lessons", "--data", a.data.resolve(), "--require-data", "-o", f"{folder}/output"]
        begin = time.perf_counter()
        done = subprocess.run([*map(str, command), *a.options], env=os.environ | {"XDG_CACHE_HOME": f"{folder}/cache"},
                              capture_output=True, text=True)
        seconds = time.perf_counter() - begin
        if done.returncode != 0:
            sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
        report = json.loads(Path(f"{folder}/output/clase-07-filtros-convolucionales/results.json").read_text())
    histories = {cell["label"]: len(output["series"]["loss"])
                 for cell in report["cells"] for output in cell["outputs"] if output["kind"] == "history"}
    epochs = [fixed or histories.get(cell) for cell, *_, fixed in TRAININGS]
    if None in epochs:
        sys.exit(f"class 7 shows no history in the cell {TRAININGS[epochs.index(None)][0]}")
    return seconds, epochs


def keras_seconds(a, training, epochs):
    """Seconds of `fit` alone."""
    _, model, batch, optimizer, validated, images, _ = training
    command = [sys.executable, ROOT / "Benchmarks/train_peers.py", "keras", model, "--data", a.data, "--epochs", epochs,
               "--batch", batch, "--optimizer", optimizer, "--images", images]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr[-2000:])
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return sum(line["train_s"] + (line["test_s"] if validated else 0) for line in lines)


def main():
    a = arguments()
    rounds = []
    for _ in range(a.rounds):
        seconds, epochs = course(a)
        keras = [round(keras_seconds(a, training, count), 1) for training, count in zip(TRAININGS, epochs)]
        rounds.append((seconds, sum(keras)))
        trained = [{"model": t[1], "images": t[5], "epochs": n, "keras_s": s} for t, n, s in zip(TRAININGS, epochs, keras)]
        print(json.dumps({"cuaderno_s": round(seconds, 1), "keras_s": round(sum(keras), 1), "trained": trained}), flush=True)
    own, keras = (statistics.median(values) for values in zip(*rounds))
    print(f"all lessons, cold: {own:.1f} s; Keras, training alone: {keras:.1f} s ({keras / own:.1f} times)")


main()
