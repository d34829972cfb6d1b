#!/usr/bin/env python3
"""Run the engine, Keras and PyTorch in turn on the slides' models and compare medians of seconds per epoch.

Each round runs every peer once, in a process of its own, so that a busy moment of the machine does not fall on one peer alone.
A process trains `--epochs` epochs and all but the first count: Keras builds its graph in the first. The matrix product is measured
against the processor's limit once a round, since what else runs on the machine slows memory and not registers; at the end, how cost
grows. Every measurement goes to docs/benchmarks.json, the tables to
docs/benchmarks.md, the first one to the README too.
"""
import argparse, datetime, json, os, platform, re, statistics, subprocess, sys, tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODELS = ["mnist-conv", "cifar-pool", "cifar-deep"]
# What else the convolutions may be: (model, filters, kernel, strides).
SHAPES = [("mnist-conv", 16, 3, 1), ("mnist-conv", 100, 3, 1), ("mnist-conv", 32, 5, 1), ("mnist-conv", 64, 3, 2),
          ("cifar-pool", 16, 3, 1), ("cifar-pool", 32, 3, 1), ("cifar-pool", 48, 3, 1), ("cifar-pool", 100, 3, 1),
          ("cifar-pool", 64, 5, 1), ("cifar-pool", 64, 3, 2), ("cifar-deep", 32, 5, 1), ("cifar-deep", 48, 3, 1)]
p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("--data", type=Path, default=os.environ.get("CUADERNO_DATA"), help="folder of MNIST and CIFAR-10")
p.add_argument("--rounds", type=int, default=3)
p.add_argument("--epochs", type=int, default=2, help="epochs of a process; all but the first count")
p.add_argument("--models", nargs="*", default=MODELS)
p.add_argument("--peers", nargs="*", default=["keras", "torch"])
p.add_argument("--shapes", type=int, default=len(SHAPES), help="how many of the other shapes to run against Keras")
p.add_argument("--shape-rounds", type=int, default=3, help="rounds of the other shapes")
p.add_argument("--only-shapes", nargs="+", type=int, metavar="N", help="measure these of the other shapes, counted from 0, and "
               "nothing else: what is printed serves a later run's --from")
p.add_argument("--from", dest="earlier", type=Path, help="what an earlier run printed: what it measured is not measured again")
p.add_argument("--output", type=Path, default=ROOT / "docs", help="folder of benchmarks.json and benchmarks.md")
p.add_argument("--readme", type=Path, default=ROOT / "README.md", help="file with the marked block for the first table")
a = p.parse_args()
if a.data is None:
    sys.exit("bench: say where MNIST and CIFAR-10 are: --data DIR or CUADERNO_DATA=DIR")
ENGINE = ROOT / ".build/release/EngineBenchmark"


def run(command, **environment):
    """The lines of JSON that a command prints, and its peak memory in MB."""
    with tempfile.TemporaryFile("w+") as errors:
        child = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=errors, text=True,
                                 env=os.environ | {"CUADERNO_DATA": str(a.data)} | environment)
        out = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            errors.seek(0)
            sys.exit(f"bench: {' '.join(map(str, command))} failed:\n{errors.read()[-2000:]}")
    return [json.loads(line) for line in out.splitlines() if line.startswith("{")], usage.ru_maxrss / 1000


def measure(peer, model, turn, filters=64, kernel=3, strides=1):
    if peer == "cuaderno avx2" and any(r["peer"] == "cuaderno" and r.get("kernels") == "avx2" for r in results):
        return  # The same kernels once more.
    of = dict(peer=peer, model=model, filters=filters, kernel=kernel, strides=strides)
    if sum(of.items() <= r.items() for r in results) > turn * max(1, a.epochs - 1):
        return
    if peer.startswith("cuaderno"):
        kernels = peer.partition(" ")[2]
        lines, memory = run([ENGINE, "train", model, a.epochs, filters, kernel, strides],
                            **({"CUADERNO_KERNELS": kernels} if kernels else {}))
    else:
        lines, memory = run([sys.executable, ROOT / "Benchmarks/train_peers.py", peer, model, "--data", a.data, "--epochs",
                             a.epochs, "--filters", filters, "--kernel", kernel, "--strides", strides])
    for line in lines[1:] or lines:
        line |= {"kind": "train", "peer": peer, "memory_mb": round(memory), "date": datetime.date.today().isoformat()}
        results.append(line)
        print(json.dumps(line), flush=True)


def measure_product():
    lines = run([ENGINE, "peak"])[0]
    products.append(lines)
    for line in lines:
        print(json.dumps(line), flush=True)


def product_medians():
    """Limit and products, each the median of all rounds."""
    def of(key, kind, size=None):
        return statistics.median(line[key] for lines in products for line in lines
                                 if line["kind"] == kind and line.get("size") == size)
    limit = of("gflops", "peak")
    return [{"kind": "peak", "kernels": products[0][0]["kernels"], "gflops": limit, "rounds": len(products)}] + [
        {"kind": "matrix", "size": line["size"], "gflops": (speed := of("gflops", "matrix", line["size"])),
         "of_peak": round(speed / limit, 3)} for line in products[0] if line["kind"] == "matrix"]


def dates(lines):
    """When these were measured: an earlier run may have printed some."""
    known = sorted({line["date"] for line in lines if "date" in line})
    return f"measured {' to '.join(dict.fromkeys([known[0], known[-1]]))}" if known else "undated"


def measured(model):
    return [peer for peer in ["cuaderno", *a.peers, "cuaderno avx2"]
            if any(dict(peer=peer, model=model, **plain).items() <= r.items() for r in results)]


def median(key, **of):
    return statistics.median(r[key] for r in results if r["kind"] == "train" and of.items() <= r.items())


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "|".join("---" if i == 0 else "--:" for i in range(len(head))) + "|"]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows]) + "\n"


results = [json.loads(line) for line in a.earlier.read_text().splitlines() if '"kind": "train"' in line] if a.earlier else []
products, growth = [], []
if a.earlier:
    for line in map(json.loads, (l for l in a.earlier.read_text().splitlines() if l.startswith("{"))):
        if line["kind"] == "peak":
            products.append([])
        if line["kind"] in ("peak", "matrix"):
            products[-1].append(line)
        elif line["kind"] == "growth":
            growth.append(line)
plain = dict(filters=64, kernel=3, strides=1)
shapes = SHAPES[:a.shapes]
if a.only_shapes:
    a.models, shapes = [], [SHAPES[n] for n in a.only_shapes]
for model in a.models:
    for turn in range(a.rounds):
        for peer in ["cuaderno", *a.peers, "cuaderno avx2"]:
            measure(peer, model, turn)
        if len(products) < a.rounds * len(a.models):
            measure_product()
for model, filters, kernel, strides in shapes:
    for turn in range(a.shape_rounds):
        for peer in ["cuaderno", "keras"]:
            measure(peer, model, turn, filters, kernel, strides)
if a.only_shapes:
    sys.exit()
if not products:
    measure_product()
if not growth:
    growth = run([ENGINE, "growth"])[0]
    for line in growth:
        print(json.dumps(line), flush=True)
alone = product_medians() + growth

rows = []
for model in a.models:
    own = {key: median(key, peer="cuaderno", model=model, **plain) for key in ("train_s", "test_s")}
    for peer in measured(model):
        one = {key: median(key, peer=peer, model=model, **plain) for key in ("train_s", "test_s", "memory_mb")}
        rows.append([f"{model}, {peer}", f"{one['train_s']:.2f}", f"{one['train_s'] / own['train_s']:.1f}",
                     f"{one['test_s']:.3f}", f"{one['test_s'] / own['test_s']:.1f}", round(one["memory_mb"])])
main = table(["model and engine", "s an epoch", "times ours", "s to evaluate", "times ours", "MB at its peak"], rows)
sections = [main]
if shapes:
    rows = []
    for model, filters, kernel, strides in shapes:
        of = dict(model=model, filters=filters, kernel=kernel, strides=strides)
        own, keras = median("train_s", peer="cuaderno", **of), median("train_s", peer="keras", **of)
        rows.append([f"{model}, {filters} filters of {kernel}×{kernel}, strides {strides}", f"{own:.2f}", f"{keras:.2f}",
                     f"{keras / own:.1f}"])
    sections += ["## Other filters, kernels and strides\n",
                 f"Epochs measured of each: {a.shape_rounds * max(1, a.epochs - 1)}; the median counts; "
                 f"{dates(r for r in results if not plain.items() <= r.items())}.\n",
                 table(["model", "s an epoch", "Keras", "times ours"], rows)]
peak = next(line for line in alone if line["kind"] == "peak")
sections += [
    "## The matrix product\n",
    f"One core, {peak['kernels']}: at most {peak['gflops']:.0f} GFLOP/s, products and sums in registers alone. "
    f"Medians of {peak['rounds']} rounds between those of the models.\n",
    table(["rows, columns, depth", "GFLOP/s", "of the limit"],
          [[line["size"], f"{line['gflops']:.0f}", f"{line['of_peak']:.0%}"] for line in alone if line["kind"] == "matrix"]),
    "## How cost grows\n",
    "cifar-deep on noise, by SGD; batch 128, image side 32 and 64 filters where not said. At the end mnist-conv on noise below rows of "
    "zeros: patches of nothing but zeros are computed once for all images, and 63 % of MNIST's are such.\n",
    table(["what", "value", "µs an image"],
          [[line["of"], line["value"], f"{line['us_per_image']:.0f}"] for line in alone if line["kind"] == "growth"])]

cpu = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")), platform.processor()) if Path("/proc/cpuinfo").exists() else platform.processor()
counts = [sum(r["peer"] == peer and r["model"] == model and plain.items() <= r.items() for r in results)
          for model in a.models for peer in measured(model)]
intro = (f"Medians of {min(counts)} epochs or more, peers in turn; batch 128, Adam, {os.cpu_count()} threads, "
         f"{peak['kernels']} ({cpu}), {dates(r for r in results if plain.items() <= r.items())}. Made by `make bench`.\n")
a.output.mkdir(exist_ok=True)
(a.output / "benchmarks.json").write_text(json.dumps(results + alone, indent=1) + "\n")
(a.output / "benchmarks.md").write_text("# Benchmarks\n\n" + intro + "\n" + "\n".join(sections))
readme = a.readme.read_text()
block = f"<!-- benchmarks -->\n{intro}\n{main}<!-- /benchmarks -->"
a.readme.write_text(re.sub(r"<!-- benchmarks -->.*?<!-- /benchmarks -->", lambda _: block, readme, flags=re.S))
print("\n" + "\n".join(sections))
