#!/usr/bin/env python3
"""Write files of other programs for the tests of interchange: sample.npy, sample.npz and deflated.npz from NumPy,
sample.safetensors from the safetensors library, and keras.safetensors, which Keras saved as .weights.h5 and
scripts/keras-weights-to-safetensors turned, with keras.json: an input and what Keras predicts for it.

    .peers/bin/python Tests/ConvNetTests/Golden/make_interchange.py
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
from safetensors.numpy import save_file

HERE = Path(__file__).parent
x = (np.arange(6, dtype=np.float32) / 4 - 0.5).reshape(2, 3)
bias = np.array([1.5, -2, 0], np.float32)
np.save(HERE / "sample.npy", x)
np.savez(HERE / "sample.npz", x=x, bias=bias)
np.savez_compressed(HERE / "deflated.npz", x=x, zeros=np.zeros((20, 50), np.float32))
save_file({"x": x, "bias": bias}, HERE / "sample.safetensors", metadata={"made": "by Python"})

keras.utils.set_random_seed(3)
L = keras.layers
model = keras.Sequential([
    L.Input((6, 5, 2)), L.Conv2D(3, 3, padding="same", activation="relu"), L.BatchNormalization(), L.MaxPooling2D(2),
    L.DepthwiseConv2D(2), L.Conv2D(4, 1, activation="relu"), L.Flatten(), L.Dense(5, activation="tanh"),
    L.Dense(3, activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
rng = np.random.default_rng(5)
batch = np.round(rng.uniform(-1, 1, (4, 6, 5, 2)), 2).astype(np.float32)
model.fit(batch, np.array([0, 1, 2, 1]), epochs=3, verbose=0)
with tempfile.TemporaryDirectory() as folder:
    model.save_weights(f"{folder}/m.weights.h5")
    script = HERE.parents[2] / "scripts/keras-weights-to-safetensors"
    subprocess.run([sys.executable, script, f"{folder}/m.weights.h5", HERE / "keras.safetensors"], check=True)


def tensor(array):
    return {"shape": list(array.shape), "values": [float(f"{v:.9g}") for v in np.asarray(array).ravel()]}


text = json.dumps([{"x": tensor(batch), "predictions": tensor(model.predict(batch, verbose=0))}], separators=(",", ":"))
(HERE / "keras.json").write_text(text + "\n")
