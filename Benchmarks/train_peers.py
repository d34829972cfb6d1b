#!/usr/bin/env python3
"""Train the three slide models with Keras (TensorFlow) or PyTorch and print one JSON line per epoch.

The yardstick for the engine: run it and the engine's own benchmark in turn, in the same run, on the
same machine, with the same batch size, and quote ratios of medians.

`make bench` runs it in turn with the engine. By hand:
  .peers/bin/python Benchmarks/train_peers.py PEER MODEL --data DIR [--epochs 3] [--batch 128] [--threads 2]
  PEER   keras | torch | torch-nhwc      MODEL  mnist-linear | mnist-conv | cifar-flat | cifar-pool | cifar-deep
  DIR    holds mnist/ (IDX files, plain or .gz) and cifar-10-batches-bin/

Each line: {"peer", "model", "epoch", "train_s", "train_accuracy", "test_s", "test_accuracy", "batch", "threads"}
train_s covers one pass over the training images; test_s one pass over the 10,000 test images.
"""
import argparse, gzip, json, os, time
from pathlib import Path

p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
p.add_argument("peer", choices=["keras", "torch", "torch-nhwc"])
p.add_argument("model", choices=["mnist-linear", "mnist-conv", "cifar-flat", "cifar-pool", "cifar-deep"])
p.add_argument("--data", type=Path, required=True)
p.add_argument("--epochs", type=int, default=3)
p.add_argument("--images", type=int, help="train on the first of them only")
p.add_argument("--batch", type=int, default=128)
p.add_argument("--optimizer", choices=["adam", "sgd"], default="adam", help="Keras only; sgd has a momentum of 0.9")
p.add_argument("--threads", type=int, default=os.cpu_count())
p.add_argument("--filters", type=int, default=64, help="filters of each convolution")
p.add_argument("--kernel", type=int, default=3, help="rows and columns of each convolution's kernel")
p.add_argument("--strides", type=int, default=1, help="strides of each convolution")
a = p.parse_args()
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np


def raw(path):
    return path.read_bytes() if path.exists() else gzip.decompress(path.with_name(path.name + ".gz").read_bytes())


def mnist():
    d = a.data / "mnist"
    pixels = lambda n: (np.frombuffer(raw(d / n), np.uint8)[16:].reshape(-1, 28, 28, 1) / np.float32(255))
    labels = lambda n: np.frombuffer(raw(d / n), np.uint8)[8:].astype(np.int64)
    return (pixels("train-images-idx3-ubyte"), labels("train-labels-idx1-ubyte"),
            pixels("t10k-images-idx3-ubyte"), labels("t10k-labels-idx1-ubyte"))


def cifar():
    d = a.data / "cifar-10-batches-bin"

    def read(names):
        r = np.concatenate([np.fromfile(d / n, np.uint8).reshape(-1, 3073) for n in names])
        x = r[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1) / np.float32(255)
        return np.ascontiguousarray(x), r[:, 0].astype(np.int64)

    return read([f"data_batch_{i}.bin" for i in range(1, 6)]) + read(["test_batch.bin"])


def say(epoch, train_s, train_acc, test_s, test_acc):
    print(json.dumps(dict(peer=a.peer, model=a.model, epoch=epoch, train_s=round(train_s, 3),
                          train_accuracy=round(train_acc, 4), test_s=round(test_s, 3),
                          test_accuracy=round(test_acc, 4), batch=a.batch, threads=a.threads, filters=a.filters,
                          kernel=a.kernel, strides=a.strides)), flush=True)


def keras_run(x, y, xt, yt):
    import tensorflow as tf, keras
    from keras import layers as L
    tf.config.threading.set_intra_op_parallelism_threads(a.threads)
    shape = x.shape[1:]
    conv = lambda **more: L.Conv2D(a.filters, a.kernel, strides=a.strides, activation="relu", **more)
    stack = {
        "mnist-linear": [L.Flatten()],
        "mnist-conv": [conv(), L.Flatten()],
        "cifar-flat": [conv(), L.Flatten(), L.Dense(32, activation="relu")],
        "cifar-pool": [conv(), L.MaxPooling2D(2), L.Flatten(), L.Dense(32, activation="relu")],
        "cifar-deep": [conv(padding="same"), L.MaxPooling2D(2), conv(padding="same"), L.MaxPooling2D(2),
                       L.Flatten(), L.Dense(128, activation="relu")],
    }[a.model]
    m = keras.Sequential([L.Input(shape), *stack, L.Dense(10, activation="softmax")])
    optimizer = keras.optimizers.SGD(0.01, momentum=0.9) if a.optimizer == "sgd" else "adam"
    m.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    for e in range(1, a.epochs + 1):
        t0 = time.perf_counter(); h = m.fit(x, y, batch_size=a.batch, epochs=1, verbose=0)
        t1 = time.perf_counter(); r = m.evaluate(xt, yt, batch_size=1000, verbose=0)
        say(e, t1 - t0, h.history["accuracy"][0], time.perf_counter() - t1, r[1])


def torch_run(x, y, xt, yt):
    import torch, torch.nn as nn, torch.nn.functional as F
    torch.set_num_threads(a.threads)
    nhwc = a.peer == "torch-nhwc"
    x, xt = (torch.from_numpy(v).permute(0, 3, 1, 2).contiguous() for v in (x, xt))
    y, yt = torch.from_numpy(y), torch.from_numpy(yt)
    f, k = a.filters, a.kernel
    conv = lambda channels, **more: nn.Conv2d(channels, f, k, stride=a.strides, **more)
    stack = {
        "mnist-linear": [nn.Flatten(), nn.Linear(784, 10)],
        "mnist-conv": [conv(1), nn.ReLU(), nn.Flatten(), nn.LazyLinear(10)],
        "cifar-flat": [conv(3), nn.ReLU(), nn.Flatten(), nn.LazyLinear(32), nn.ReLU(), nn.Linear(32, 10)],
        "cifar-pool": [conv(3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.LazyLinear(32), nn.ReLU(), nn.Linear(32, 10)],
        "cifar-deep": [conv(3, padding=k // 2), nn.ReLU(), nn.MaxPool2d(2), conv(f, padding=k // 2), nn.ReLU(),
                       nn.MaxPool2d(2), nn.Flatten(), nn.LazyLinear(128), nn.ReLU(), nn.Linear(128, 10)],
    }[a.model]
    m = nn.Sequential(*stack)
    if nhwc:
        m = m.to(memory_format=torch.channels_last)
    m(x[:1])  # gives the dense layers their sizes
    opt = torch.optim.Adam(m.parameters(), 1e-3)
    for e in range(1, a.epochs + 1):
        t0, order, right = time.perf_counter(), torch.randperm(len(x)), 0
        for i in range(0, len(x), a.batch):
            j = order[i:i + a.batch]
            xb = x[j].contiguous(memory_format=torch.channels_last) if nhwc else x[j]
            out = m(xb)
            opt.zero_grad(set_to_none=True); F.cross_entropy(out, y[j]).backward(); opt.step()
            right += (out.argmax(1) == y[j]).sum().item()
        t1 = time.perf_counter()
        with torch.no_grad():
            hit = sum((m(xt[i:i + 1000]).argmax(1) == yt[i:i + 1000]).sum().item() for i in range(0, len(xt), 1000))
        say(e, t1 - t0, right / len(x), time.perf_counter() - t1, hit / len(xt))


images, labels, *test = mnist() if a.model.startswith("mnist") else cifar()
(keras_run if a.peer == "keras" else torch_run)(images[:a.images], labels[:a.images], *test)
