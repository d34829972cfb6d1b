#!/usr/bin/env python3
"""Write layers.json and layers.safetensors: every layer over a table of odd shapes, strides, paddings and channel counts.

    .peers/bin/python Tests/ConvNetTests/Golden/make_layers.py

Each case is a model: a scale and a shift for every number of the input (a depthwise convolution of 1 × 1 pixels), then the
layer. So the gradients of scale and shift show the gradient of the layer's input, of which they are sums over the batch.
The loss is the mean squared error. PyTorch computes in double precision from the formulas; where Keras (TensorFlow) has the
layer on a CPU, its outputs in double precision must be the same. Inputs, weights and targets are not in the files: both
sides draw them from splitmix64 (`values` below, `splitMix` in `Support.swift`).
"""
import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import torch
from safetensors.numpy import save_file

HERE = Path(__file__).parent
BATCH = 3
F = torch.nn.functional
L = keras.layers
keras.config.set_floatx("float64")
torch.set_default_dtype(torch.float64)


def values(seed, *shape):
    """Numbers in -1..<1 in steps of 2^-23, which 32-bit floats hold exactly."""
    i = np.arange(1, int(np.prod(shape)) + 1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        z = np.uint64(seed << 32) + i * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(40)).astype(np.float64) / 2**23 - 1).reshape(shape)


def axis(n, k, s, d, padding):
    """Zeros before and after, as TensorFlow defines them."""
    if padding == "valid":
        return 0, 0
    total = max((-(-n // s) - 1) * s + (k - 1) * d + 1 - n, 0)
    return total // 2, total - total // 2


def padded(x, kernel, strides, dilation, padding, value=0.0):
    top, bottom = axis(x.shape[2], kernel[0], strides[0], dilation[0], padding)
    left, right = axis(x.shape[3], kernel[1], strides[1], dilation[1], padding)
    return F.pad(x, (left, right, top, bottom), value=value)


def image(x):
    """[batch, (height,) width, channels] as PyTorch's [batch, channels, height, width]."""
    return (x if x.dim() == 4 else x[:, None]).permute(0, 3, 1, 2)


def back(y, rank):
    y = y.permute(0, 2, 3, 1)
    return y if rank == 4 else y[:, 0]


def pair(sizes):
    return tuple(sizes) if len(sizes) == 2 else (1, sizes[0])


def convolution(a, x, weights):
    kernel, strides, dilation = pair(a["kernel"]), pair(a["strides"]), pair(a["dilation"])
    w = weights[0] if x.dim() == 4 else weights[0][None]
    groups = a.get("groups", 1)
    if "multiplier" in a:
        groups = x.shape[-1]
        w = w.reshape(*kernel, 1, -1)
    y = F.conv2d(padded(image(x), kernel, strides, dilation, a["padding"]), w.permute(3, 2, 0, 1),
                 weights[1] if len(weights) > 1 else None, strides, 0, dilation, groups)
    return back(y, x.dim())


def pooling(a, x, kind):
    window, strides = pair(a["kernel"]), pair(a["strides"])
    xs = image(x)
    if kind == "Average":
        sums = F.avg_pool2d(padded(xs, window, strides, (1, 1), a["padding"]), window, strides, divisor_override=1)
        counts = F.avg_pool2d(padded(torch.ones_like(xs), window, strides, (1, 1), a["padding"]), window, strides,
                              divisor_override=1)
        return back(sums / counts, x.dim())
    sign = 1 if kind == "Max" else -1
    y = F.max_pool2d(padded(sign * xs, window, strides, (1, 1), a["padding"], -float("inf")), window, strides)
    return back(sign * y, x.dim())


def normalised(a, x, weights):
    axes = tuple(range(x.dim() - 1))
    y = (x - x.mean(axes)) / torch.sqrt(x.var(axes, unbiased=False) + a["epsilon"])
    weights = list(weights)
    if a["scale"]:
        y = y * weights.pop(0)
    return y + weights.pop(0) if a["center"] else y


ACTIVATIONS = {
    "linear": lambda x: x, "relu": F.relu, "leaky_relu": lambda x: F.leaky_relu(x, 0.2), "sigmoid": torch.sigmoid,
    "tanh": torch.tanh, "elu": F.elu, "softplus": F.softplus, "softmax": lambda x: F.softmax(x, -1),
}


def apply(a, x, weights):
    kind, spatial = a["type"], tuple(range(1, x.dim() - 1))
    if kind.endswith(("Conv2D", "Conv1D")):
        return convolution(a, x, weights)
    if kind.startswith("Global"):
        return x.mean(spatial) if "Average" in kind else x.amax(spatial)
    if "Pooling" in kind:
        return pooling(a, x, kind.split("Pooling")[0])
    if kind == "Dense":
        return x @ weights[0] + (weights[1] if a["bias"] else 0)
    if kind == "BatchNormalization":
        return normalised(a, x, weights)
    return ACTIVATIONS[a["function"]](x)


def keras_layer(a):
    """The layer in Keras, or None where TensorFlow has it not on a CPU."""
    kind = a["type"]
    if kind in ("Conv1D", "Conv2D") and a["groups"] == 1:
        return getattr(L, kind)(a["filters"], a["kernel"], a["strides"], a["padding"], dilation_rate=a["dilation"],
                                use_bias=a["bias"])
    if kind == "DepthwiseConv2D" and a["strides"][0] == a["strides"][1]:
        return L.DepthwiseConv2D(a["kernel"], a["strides"], a["padding"], depth_multiplier=a["multiplier"],
                                 dilation_rate=a["dilation"], use_bias=a["bias"])
    if kind.startswith("Global"):
        return getattr(L, kind)()
    if "Pooling" in kind and not kind.startswith("Min"):
        return getattr(L, kind)(a["kernel"], a["strides"], a["padding"])
    if kind == "Dense":
        return L.Dense(a["units"], use_bias=a["bias"])
    if kind == "BatchNormalization":
        return L.BatchNormalization(epsilon=a["epsilon"], scale=a["scale"], center=a["center"])
    return L.Activation(a["function"]) if kind == "Activation" else None


def weight_shapes(a, shape):
    kind, channels = a["type"], shape[-1]
    if kind == "DepthwiseConv2D":
        shapes = [[*a["kernel"], channels, a["multiplier"]], [channels * a["multiplier"]]]
    elif kind in ("Conv1D", "Conv2D"):
        shapes = [[*a["kernel"], channels // a["groups"], a["filters"]], [a["filters"]]]
    elif kind == "Dense":
        shapes = [[channels, a["units"]], [a["units"]]]
    elif kind == "BatchNormalization":
        return [[channels]] * (a["scale"] + a["center"])
    else:
        return []
    return shapes if a["bias"] else shapes[:1]


def run(index, shape, a, tensors):
    count = int(np.prod(shape))
    weights = [values(index * 8 + 2 + i, *s) for i, s in enumerate(weight_shapes(a, shape))]
    scale = torch.tensor(values(index * 8, count), requires_grad=True)
    shift = torch.tensor(values(index * 8 + 1, count), requires_grad=True)
    parameters = [torch.tensor(w, requires_grad=True) for w in weights]
    x = torch.tensor(values(index * 8 + 6, BATCH, count))
    z = (x * scale + shift).reshape(BATCH, *shape)
    y = apply(a, z, parameters)
    layer = keras_layer(a)
    if layer is not None:
        layer.build((None, *shape))
        if weights:
            layer.set_weights(weights + ([np.zeros(shape[-1]), np.ones(shape[-1])] if a["type"] == "BatchNormalization" else []))
        theirs = layer(z.detach().numpy(), training=True) if a["type"] == "BatchNormalization" else layer(z.detach().numpy())
        np.testing.assert_allclose(y.detach().numpy(), theirs.numpy(), rtol=1e-7, atol=1e-12, err_msg=str(a))
    target = torch.tensor(values(index * 8 + 7, *y.shape))
    loss = ((y - target) ** 2).mean()
    loss.backward()
    tensors[f"{index}.output"] = y.detach().numpy()
    for place, parameter in enumerate([scale, shift, *parameters]):
        tensors[f"{index}.gradient.{place}"] = parameter.grad.numpy()
    return {"index": index, "shape": list(shape), "layer": a}


def conv(shape, filters, kernel, strides=(1, 1), padding="valid", dilation=(1, 1), groups=1, bias=True):
    return shape, {"type": "Conv2D", "filters": filters, "kernel": kernel, "strides": strides, "padding": padding,
                   "dilation": dilation, "groups": groups, "bias": bias}


def signal(shape, filters, kernel, strides=1, padding="valid", dilation=1, groups=1):
    return shape, {"type": "Conv1D", "filters": filters, "kernel": [kernel], "strides": [strides], "padding": padding,
                   "dilation": [dilation], "groups": groups, "bias": True}


def depthwise(shape, multiplier, kernel, strides=(1, 1), padding="valid", dilation=(1, 1), bias=True):
    return shape, {"type": "DepthwiseConv2D", "multiplier": multiplier, "kernel": kernel, "strides": strides,
                   "padding": padding, "dilation": dilation, "bias": bias}


def table():
    cases = [
        conv((5, 7, 1), 1, (3, 3)), conv((5, 7, 1), 16, (3, 3), padding="same"), conv((4, 5, 2), 17, (2, 3)),
        conv((7, 5, 3), 4, (3, 3), (2, 2), "same"), conv((6, 7, 3), 5, (4, 2), (1, 3), "same"),
        conv((7, 6, 2), 3, (2, 4), (3, 1)), conv((5, 5, 5), 7, (1, 1)), conv((5, 6, 4), 3, (1, 1), (2, 3), "same"),
        conv((3, 4, 2), 3, (5, 5), padding="same"), conv((3, 3, 2), 2, (5, 4), (2, 2), "same"),
        conv((8, 3, 1), 2, (2, 1), (4, 2)), conv((8, 9, 1), 2, (2, 2), (3, 4), "same"),
        conv((7, 8, 2), 3, (3, 3), dilation=(2, 2)), conv((7, 6, 2), 3, (3, 2), padding="same", dilation=(2, 3)),
        conv((6, 6, 1), 2, (2, 2), padding="same", dilation=(3, 3)), conv((5, 9, 1), 3, (1, 4), padding="same", dilation=(1, 2)),
        conv((5, 5, 4), 6, (3, 3), groups=2), conv((6, 5, 6), 9, (3, 2), (2, 1), "same", groups=3),
        conv((6, 6, 4), 4, (3, 3), padding="same", dilation=(2, 2), groups=4), conv((4, 5, 8), 24, (2, 2), (2, 2), groups=8),
        conv((5, 4, 3), 33, (3, 3), padding="same"), conv((4, 4, 16), 20, (3, 3), bias=False),
        conv((3, 3, 17), 5, (2, 2), padding="same"), conv((1, 9, 3), 4, (1, 3)), conv((9, 1, 3), 4, (3, 3), padding="same"),
        conv((6, 6, 1), 64, (3, 3), (2, 2)), conv((5, 6, 3), 12, (5, 5), (1, 1), "same"), conv((2, 2, 1), 3, (2, 2)),
        depthwise((5, 6, 3), 1, (3, 3)), depthwise((5, 6, 3), 2, (3, 3), padding="same"),
        depthwise((6, 7, 2), 3, (2, 4), (2, 2), "same"), depthwise((7, 7, 2), 1, (3, 3), padding="same", dilation=(2, 2)),
        depthwise((5, 5, 4), 1, (5, 2), (3, 3), bias=False), depthwise((4, 5, 17), 1, (3, 3), padding="same"),
        depthwise((6, 7, 3), 2, (3, 2), (2, 1), "same"), depthwise((3, 3, 8), 2, (3, 3), padding="same"),
        signal((9, 1), 3, 3), signal((9, 2), 5, 4, padding="same"), signal((10, 3), 4, 3, 2, "same"),
        signal((11, 2), 3, 2, 3), signal((12, 2), 3, 3, dilation=3), signal((9, 2), 2, 4, padding="same", dilation=2),
        signal((8, 4), 6, 3, groups=2), signal((7, 6), 6, 3, 2, "same", groups=3), signal((5, 16), 17, 3, padding="same"),
    ]
    for kind in ("Max", "Min", "Average"):
        for shape, kernel, strides, padding in [
            ((5, 7, 2), (2, 2), (2, 2), "valid"), ((5, 7, 3), (2, 2), (2, 2), "same"), ((6, 5, 1), (3, 2), (1, 2), "same"),
            ((7, 7, 2), (3, 3), (2, 2), "valid"), ((4, 6, 5), (2, 3), (3, 4), "same"), ((5, 5, 17), (1, 2), (2, 1), "valid"),
            ((3, 4, 2), (5, 6), (2, 2), "same"), ((4, 4, 16), (4, 4), (4, 4), "valid"),
        ]:
            cases.append((shape, {"type": f"{kind}Pooling2D", "kernel": kernel, "strides": strides, "padding": padding}))
        for shape, kernel, strides, padding in [((9, 2), 2, 2, "valid"), ((10, 3), 3, 2, "same"), ((7, 1), 4, 1, "same")]:
            cases.append((shape, {"type": f"{kind}Pooling1D", "kernel": [kernel], "strides": [strides], "padding": padding}))
    for kind in ("Average", "Max"):
        cases.append(((5, 4, 3), {"type": f"Global{kind}Pooling2D"}))
        cases.append(((7, 5), {"type": f"Global{kind}Pooling1D"}))
    for shape, units, bias in [((1,), 1, True), ((7,), 5, True), ((33,), 17, True), ((16,), 64, False), ((100,), 3, True)]:
        cases.append((shape, {"type": "Dense", "units": units, "bias": bias}))
    for shape, scale, center, epsilon in [((6,), True, True, 1e-3), ((4, 5, 3), True, True, 1e-3), ((7, 2), True, False, 1e-3),
                                          ((3, 3, 17), False, True, 1e-2), ((5,), False, False, 1e-3)]:
        cases.append((shape, {"type": "BatchNormalization", "scale": scale, "center": center, "epsilon": epsilon}))
    for function in ACTIVATIONS:
        cases.append(((9,), {"type": "Activation", "function": function}))
        cases.append(((2, 3, 5), {"type": "Activation", "function": function}))
    # Enough channels for the fast ways of 3 × 3 kernels.
    cases.append(conv((4, 4, 32), 32, (3, 3), padding="same"))
    return cases


tensors = {}
lines = [json.dumps(run(i, *case, tensors), separators=(",", ":")) for i, case in enumerate(table())]
(HERE / "layers.json").write_text("[\n" + ",\n".join(lines) + "\n]\n")
save_file({name: np.ascontiguousarray(t, np.float32) for name, t in tensors.items()}, HERE / "layers.safetensors")
