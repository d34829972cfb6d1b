#!/usr/bin/env python3
"""A lesson of 20 small cells from command to page: cuaderno against papermill and nbconvert, in alternation.

Usage: compare_with_notebooks.py [--cuaderno PATH] [--runs 5]
Needs papermill, nbconvert and ipykernel in the Python that runs it. Prints the median seconds of
cuaderno with an empty cache of lessons, with a warm one, and of papermill followed by nbconvert; then the cost of a
lesson of prose only, from runs of 50 and 200 of them.
"""
import argparse, json, os, pathlib, statistics, subprocess, sys, tempfile, time

CELLS = 20


def swift_lesson():
    cells = [f"```{{swift}}\nlet a{i} = (1...{i + 10}).map {{ $0 * {i + 1} }}\nprint(a{i}.count)\na{i}.reduce(0, +)\n```\n"
             for i in range(CELLS)]
    return "---\ntitle: Twenty cells\n---\n\n" + "\n".join(f"Cell {i}.\n\n{cell}" for i, cell in enumerate(cells))


def notebook():
    cells = []
    for i in range(CELLS):
        cells.append({"cell_type": "markdown", "id": f"m{i}", "metadata": {}, "source": f"Cell {i}."})
        code = f"a{i} = [x * {i + 1} for x in range(1, {i + 11})]\nprint(len(a{i}))\nsum(a{i})"
        cells.append({"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": code,
                      "outputs": [], "execution_count": None})
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})


def timed(*commands, cwd, env=None):
    begin = time.perf_counter()
    for command in commands:
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}:\n{done.stderr}")
    return time.perf_counter() - begin


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    options = argparse.ArgumentParser()
    options.add_argument("--cuaderno", default=root / ".build/release/cuaderno")
    options.add_argument("--runs", type=int, default=5)
    options = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "lesson.md").write_text(swift_lesson())
        (folder / "lesson.ipynb").write_text(notebook())
        env = dict(os.environ, XDG_CACHE_HOME=str(folder / "cache"))
        ours = [options.cuaderno, "run", "lesson.md"]
        theirs = [[sys.executable, "-m", "papermill", "lesson.ipynb", "done.ipynb"],
                  [sys.executable, "-m", "nbconvert", "--to", "html", "done.ipynb"]]
        cold, warm, other = [], [], []
        for _ in range(options.runs):
            subprocess.run([options.cuaderno, "clean"], cwd=folder, env=env, capture_output=True)
            cold.append(timed(ours, cwd=folder, env=env))
            warm.append(timed(ours, cwd=folder, env=env))
            other.append(timed(*theirs, cwd=folder))
        prose = {}
        for count in (50, 200):
            lessons = folder / f"prose{count}"
            lessons.mkdir()
            for i in range(count):
                (lessons / f"p{i}.md").write_text(f"# Lesson {i}\n\n" + "Some words of *prose* in a line.\n\n" * 20)
            prose[count] = timed([options.cuaderno, "run", lessons.name, "-o", f"out{count}"], cwd=folder, env=env)
    medians = [statistics.median(times) for times in (cold, warm, other)]
    print(f"cuaderno, nothing cached   {medians[0]:.3f} s")
    print(f"cuaderno, warm             {medians[1]:.3f} s")
    print(f"papermill and nbconvert    {medians[2]:.3f} s  ({medians[2] / medians[0]:.1f} times ours)")
    print(f"a lesson of prose only     {(prose[200] - prose[50]) / 150 * 1000:.1f} ms")


if __name__ == "__main__":
    main()
