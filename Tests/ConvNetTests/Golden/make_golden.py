#!/usr/bin/env python3
"""Write the golden numbers of this folder: correlate.json from SciPy, models.json from Keras (TensorFlow), grouped.json
from PyTorch (TensorFlow has no gradient of grouped convolutions on a CPU).

    python3 -m venv .peers && .peers/bin/pip install tensorflow-cpu torch scipy numpy safetensors
    .peers/bin/python Tests/ConvNetTests/Golden/make_golden.py

Every model case holds layers, weights, a batch, and what the peer makes of them: output, loss, gradients of the mean
loss, and all weights after ten steps of an optimiser on the whole batch.
"""
import json
import os
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import scipy.signal
import tensorflow as tf
import torch

HERE = Path(__file__).parent
rng = np.random.default_rng(20190424)


def tensor(array):
    array = np.asarray(array, np.float32)
    return {"shape": list(array.shape), "values": [float(f"{v:.8g}") for v in array.ravel()]}


def numbers(*shape):
    """Random numbers of few digits, so that the file says exactly what was computed with."""
    return np.round(rng.uniform(-1, 1, shape), 2).astype(np.float32)


def write(name, cases):
    (HERE / name).write_text("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")


def correlate_cases():
    cases = []
    for n, k in [(7, 3), (8, 4), (5, 5), (9, 1)]:
        x, g = numbers(n), numbers(k)
        cases.append({"x": tensor(x), "kernel": tensor(g), "stride": [1, 1], "padding": "valid", "flip": False,
                      "y": tensor(scipy.signal.correlate(x, g, "valid"))})
        cases.append({"x": tensor(x), "kernel": tensor(g), "stride": [1, 1], "padding": "valid", "flip": True,
                      "y": tensor(scipy.signal.convolve(x, g, "valid"))})
    for (h, w), (kh, kw) in [((5, 6), (3, 3)), ((4, 7), (2, 3)), ((6, 6), (1, 4))]:
        x, g = numbers(h, w), numbers(kh, kw)
        cases.append({"x": tensor(x), "kernel": tensor(g), "stride": [1, 1], "padding": "valid", "flip": False,
                      "y": tensor(scipy.signal.correlate2d(x, g, "valid"))})
        cases.append({"x": tensor(x), "kernel": tensor(g), "stride": [1, 1], "padding": "valid", "flip": True,
                      "y": tensor(scipy.signal.convolve2d(x, g, "valid"))})
        if kh % 2 and kw % 2:
            cases.append({"x": tensor(x), "kernel": tensor(g), "stride": [1, 1], "padding": "same", "flip": True,
                          "y": tensor(scipy.signal.convolve2d(x, g, "same"))})
    for shape, kernel, stride in [((7, 7, 3), (3, 3, 3, 2), (2, 2)), ((6, 8, 2), (4, 2, 2, 3), (1, 3)),
                                  ((5, 5, 1), (2, 2, 1, 2), (3, 2))]:
        for padding in ("valid", "same"):
            x, g = numbers(*shape), numbers(*kernel)
            y = tf.nn.convolution(x[None], g, strides=stride, padding=padding.upper())[0]
            cases.append({"x": tensor(x), "kernel": tensor(g), "stride": list(stride), "padding": padding,
                          "flip": False, "y": tensor(y)})
    for padding in ("valid", "same"):
        x, g = numbers(9, 2), numbers(3, 2, 3)
        y = tf.nn.convolution(x[None], g, strides=2, padding=padding.upper())[0]
        cases.append({"x": tensor(x), "kernel": tensor(g), "stride": [2, 2], "padding": padding, "flip": False,
                      "y": tensor(y)})
    write("correlate.json", cases)


L = keras.layers


def penalty(a):
    return keras.regularizers.L1L2(a["l1"], a["l2"]) if "l1" in a else None


# Spelling of a layer in the file -> Keras layer.
LAYERS = {
    "Conv2D": lambda a: L.Conv2D(a["filters"], a["kernel"], strides=a.get("strides", [1, 1]), use_bias=a.get("bias", True),
                                 padding=a.get("padding", "valid"), dilation_rate=a.get("dilation", [1, 1]),
                                 kernel_regularizer=penalty(a), bias_regularizer=penalty(a)),
    "Conv1D": lambda a: L.Conv1D(a["filters"], a["kernel"][0], strides=a.get("strides", [1])[0],
                                 padding=a.get("padding", "valid"), dilation_rate=a.get("dilation", [1])[0]),
    "DepthwiseConv2D": lambda a: L.DepthwiseConv2D(a["kernel"], strides=a.get("strides", [1, 1]),
                                                   padding=a.get("padding", "valid"), depth_multiplier=a["multiplier"]),
    "MaxPooling2D": lambda a: L.MaxPooling2D(a["kernel"], a["strides"], padding=a.get("padding", "valid")),
    "AveragePooling2D": lambda a: L.AveragePooling2D(a["kernel"], a["strides"], padding=a.get("padding", "valid")),
    "MaxPooling1D": lambda a: L.MaxPooling1D(a["kernel"][0], a["strides"][0], padding=a.get("padding", "valid")),
    "AveragePooling1D": lambda a: L.AveragePooling1D(a["kernel"][0], a["strides"][0], padding=a.get("padding", "valid")),
    "GlobalAveragePooling2D": lambda a: L.GlobalAveragePooling2D(),
    "GlobalMaxPooling2D": lambda a: L.GlobalMaxPooling2D(),
    "Flatten": lambda a: L.Flatten(),
    "Reshape": lambda a: L.Reshape(a["shape"]),
    "Dense": lambda a: L.Dense(a["units"], use_bias=a.get("bias", True), kernel_regularizer=penalty(a)),
    "BatchNormalization": lambda a: L.BatchNormalization(momentum=a.get("momentum", 0.99), scale=a.get("scale", True),
                                                         center=a.get("center", True)),
    "Activation": lambda a: L.Activation(a["function"]),
}
OPTIMIZERS = {
    "sgd": lambda a: keras.optimizers.SGD(**a), "adam": lambda a: keras.optimizers.Adam(**a),
    "adamw": lambda a: keras.optimizers.AdamW(**a), "rmsprop": lambda a: keras.optimizers.RMSprop(**a),
    "adagrad": lambda a: keras.optimizers.Adagrad(**a),
}


def schedule(a):
    s = keras.optimizers.schedules
    return {"exponential": lambda: s.ExponentialDecay(a["rate"], a["steps"], a["decay"], staircase=a.get("staircase", False)),
            "cosine": lambda: s.CosineDecay(a["rate"], a["steps"], alpha=a["alpha"]),
            "inverse": lambda: s.InverseTimeDecay(a["rate"], a["steps"], a["decay"]),
            "piecewise": lambda: s.PiecewiseConstantDecay(a["boundaries"], a["values"])}[a["kind"]]()


def model_case(name, shape, layers, *, batch=4, loss="categorical_crossentropy", optimizer=("sgd", {"learning_rate": 0.05}),
               rows=False, logits=False, reach=1, class_weights=None):
    """`rows`: a row of probabilities for each example in place of a label; `logits`: the model ends without softmax or
    sigmoid; `reach`: greatest magnitude of the inputs; `class_weights`: factors of the loss of each class."""
    keras.utils.set_random_seed(1)
    layers = [dict(layer) for layer in layers]
    model = keras.Sequential([L.Input(shape), *[LAYERS[layer["type"]](layer) for layer in layers]])
    initial = []
    for variable in model.weights:
        value = numbers(*variable.shape)
        # A moving variance and a scale are positive.
        initial.append(np.abs(value) + 0.5 if variable.name in ("moving_variance", "gamma") else value)
    model.set_weights(initial)
    x = numbers(batch, *shape) * reach
    units = model.output_shape[-1]
    if loss == "categorical_crossentropy" and rows:
        y = np.abs(numbers(batch, units)) + 0.1
        target = y = (y / y.sum(-1, keepdims=True)).astype(np.float32)
        function = keras.losses.CategoricalCrossentropy(from_logits=logits)
    elif loss == "categorical_crossentropy":
        y = np.arange(batch) * 7 % units
        function = keras.losses.SparseCategoricalCrossentropy(from_logits=logits)
        target = y
    elif loss == "binary_crossentropy" and rows:
        target = y = (numbers(batch, units) > 0).astype(np.float32)
        function = keras.losses.BinaryCrossentropy(from_logits=logits)
    elif loss == "binary_crossentropy":
        y = np.arange(batch) % 2
        function = keras.losses.BinaryCrossentropy(from_logits=logits)
        target = y[:, None].astype(np.float32)
    else:
        y = numbers(batch, units)
        function = {"mean_squared_error": keras.losses.MeanSquaredError,
                    "mean_absolute_error": keras.losses.MeanAbsoluteError}[loss]()
        target = y
    output = model(x, training=False).numpy()
    kind, arguments = optimizer
    case = {"name": name, "input": list(shape), "layers": layers, "loss": loss, "optimizer": {"kind": kind, **arguments},
            "weights": [tensor(w) for w in initial], "x": tensor(x), "output": tensor(output)}
    if loss in ("categorical_crossentropy", "binary_crossentropy") and not rows:
        case["labels"] = [int(v) for v in y]
    else:
        case["targets"] = tensor(y)
    with tf.GradientTape() as tape:
        prediction = model(x, training=True)
        value = function(target, prediction)
        if model.losses:
            value = value + tf.add_n(model.losses)
    case["lossValue"] = float(value)
    if class_weights:
        case["classWeights"] = class_weights
        case["lossValue"] = float(function(target, prediction, sample_weight=np.take(class_weights, y)))
    case["gradients"] = [tensor(g) for g in tape.gradient(value, model.trainable_variables)]
    model.set_weights(initial)
    arguments = dict(arguments)
    if "schedule" in arguments:
        arguments["learning_rate"] = schedule(arguments.pop("schedule"))
    model.compile(optimizer=OPTIMIZERS[kind](arguments), loss=function)
    model.fit(x, target, batch_size=batch, epochs=10, shuffle=False, verbose=0,
              class_weight=dict(enumerate(class_weights)) if class_weights else None)
    case["after"] = [tensor(w) for w in model.get_weights()]
    return case


def layer(type, **arguments):
    return {"type": type, **arguments}


def conv(filters, kernel, **arguments):
    return layer("Conv2D", filters=filters, kernel=kernel, **arguments)


SOFTMAX = layer("Activation", function="softmax")
FLAT = layer("Flatten")


def model_cases():
    cases = []
    for kernel, strides, padding, shape in [
        ([3, 3], [1, 1], "valid", (5, 6, 2)), ([3, 3], [1, 1], "same", (5, 4, 1)), ([2, 3], [2, 1], "same", (5, 6, 2)),
        ([4, 2], [1, 3], "valid", (6, 7, 1)), ([5, 5], [2, 2], "same", (7, 7, 1)), ([1, 1], [1, 1], "valid", (3, 3, 5)),
        ([3, 2], [3, 3], "same", (8, 7, 1)),
    ]:
        cases.append(model_case(f"Conv2D {kernel} {strides} {padding}", shape,
                                [conv(3, kernel, strides=strides, padding=padding), layer("Activation", function="relu"),
                                 layer("GlobalAveragePooling2D"), SOFTMAX]))
    cases.append(model_case("Conv2D without bias, two deep", (6, 6, 1),
                            [conv(2, [3, 3], bias=False), layer("Activation", function="tanh"), conv(3, [2, 2]),
                             layer("GlobalMaxPooling2D"), SOFTMAX]))
    cases.append(model_case("Conv2D dilated", (7, 8, 1),
                            [conv(2, [3, 3], dilation=[2, 2], padding="same"), FLAT, layer("Dense", units=2), SOFTMAX],
                            batch=3))
    cases.append(model_case("17 filters", (4, 4, 3), [conv(17, [3, 3], padding="same"), layer("Activation", function="relu"),
                                                      layer("MaxPooling2D", kernel=[2, 2], strides=[2, 2]),
                                                      layer("GlobalAveragePooling2D"), SOFTMAX], batch=3))
    cases.append(model_case("DepthwiseConv2D", (5, 5, 3), [
        layer("DepthwiseConv2D", kernel=[3, 3], strides=[1, 1], padding="same", multiplier=2),
        layer("GlobalAveragePooling2D"), SOFTMAX]))
    cases.append(model_case("Conv1D", (9, 2), [
        layer("Conv1D", filters=3, kernel=[3], strides=[2], padding="same"),
        layer("MaxPooling1D", kernel=[2], strides=[1]), FLAT, SOFTMAX]))
    cases.append(model_case("Conv1D dilated", (9, 2), [
        layer("Conv1D", filters=3, kernel=[3], dilation=[2]),
        layer("AveragePooling1D", kernel=[2], strides=[2], padding="same"), FLAT, SOFTMAX]))
    for kind in ("MaxPooling2D", "AveragePooling2D"):
        for kernel, strides, padding in [([2, 2], [2, 2], "valid"), ([3, 2], [2, 1], "same"), ([3, 3], [3, 2], "valid")]:
            cases.append(model_case(f"{kind} {kernel} {strides} {padding}", (5, 6, 1),
                                    [conv(2, [2, 2], padding="same"), layer(kind, kernel=kernel, strides=strides, padding=padding),
                                     FLAT, SOFTMAX]))
    cases.append(model_case("BatchNormalization", (3, 3, 2), [
        conv(3, [2, 2]), layer("BatchNormalization", momentum=0.8), layer("Activation", function="relu"), FLAT,
        layer("Dense", units=3), SOFTMAX], batch=5))
    cases.append(model_case("Reshape", (12,), [layer("Reshape", shape=[2, 3, 2]), conv(2, [2, 2]), FLAT, SOFTMAX]))
    for function in ("relu", "leaky_relu", "sigmoid", "tanh", "elu", "softplus", "softmax"):
        cases.append(model_case(function, (4,), [layer("Dense", units=5), layer("Activation", function=function),
                                                 layer("Dense", units=3), SOFTMAX]))
    cases.append(model_case("penalties", (4,), [layer("Dense", units=3, l1=0.03, l2=0.05), SOFTMAX]))
    cases.append(model_case("binary cross-entropy", (3,), [layer("Dense", units=4), layer("Activation", function="relu"),
                                                           layer("Dense", units=1), layer("Activation", function="sigmoid")],
                            loss="binary_crossentropy"))
    for loss in ("mean_squared_error", "mean_absolute_error"):
        cases.append(model_case(loss, (3,), [layer("Dense", units=4), layer("Activation", function="tanh"),
                                             layer("Dense", units=2)], loss=loss))
    cases.append(model_case("mean squared error after softmax", (3,), [layer("Dense", units=3), SOFTMAX],
                            loss="mean_squared_error"))
    for kind, arguments in [
        ("sgd", {}), ("sgd", {"learning_rate": 0.1, "momentum": 0.9}),
        ("sgd", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True}),
        ("adam", {}), ("adam", {"learning_rate": 0.05, "beta_1": 0.8, "beta_2": 0.95, "epsilon": 1e-4}),
        ("adamw", {}), ("adamw", {"learning_rate": 0.05, "weight_decay": 0.1}), ("rmsprop", {}),
        ("rmsprop", {"learning_rate": 0.01, "rho": 0.8, "momentum": 0.5}), ("adagrad", {}),
        ("adagrad", {"learning_rate": 0.1, "initial_accumulator_value": 0.3}),
        ("sgd", {"learning_rate": 0.5, "clipnorm": 0.1}), ("sgd", {"learning_rate": 0.5, "clipvalue": 0.05}),
        ("sgd", {"learning_rate": 0.5, "global_clipnorm": 0.1}), ("sgd", {"learning_rate": 0.1, "weight_decay": 0.2}),
        ("sgd", {"schedule": {"kind": "exponential", "rate": 0.2, "steps": 4, "decay": 0.5}}),
        ("sgd", {"schedule": {"kind": "exponential", "rate": 0.2, "steps": 4, "decay": 0.5, "staircase": True}}),
        ("sgd", {"schedule": {"kind": "cosine", "rate": 0.2, "steps": 7, "alpha": 0.1}}),
        ("sgd", {"schedule": {"kind": "inverse", "rate": 0.2, "steps": 3, "decay": 0.5}}),
        ("adam", {"schedule": {"kind": "piecewise", "boundaries": [3, 6], "values": [0.1, 0.05, 0.01]}}),
    ]:
        cases.append(model_case(f"{kind} {json.dumps(arguments)}", (4,),
                                [layer("Dense", units=3), layer("Activation", function="tanh"), layer("Dense", units=3), SOFTMAX],
                                optimizer=(kind, arguments)))
    return cases


def further_model_cases():
    """Forms of the losses, penalties and normalisations that the first cases lack, and optimisers with all they take."""
    cases = []
    three = [layer("Dense", units=5), layer("Activation", function="tanh"), layer("Dense", units=3)]
    one = [layer("Dense", units=4), layer("Activation", function="tanh"), layer("Dense", units=1)]
    sigmoid = layer("Activation", function="sigmoid")
    binary = "binary_crossentropy"
    cases.append(model_case("rows of probabilities", (4,), [*three, SOFTMAX], rows=True))
    cases.append(model_case("logits", (4,), three, logits=True))
    cases.append(model_case("rows of probabilities and logits", (4,), three, rows=True, logits=True))
    cases.append(model_case("several answers", (4,), [*three, sigmoid], loss=binary, rows=True))
    cases.append(model_case("binary logits", (4,), one, loss=binary, logits=True))
    cases.append(model_case("logits of some hundreds", (4,), [layer("Dense", units=3)], logits=True, reach=300))
    cases.append(model_case("binary logits of some hundreds", (4,), [layer("Dense", units=1)], loss=binary, logits=True,
                            reach=300))
    cases.append(model_case("class weights", (4,), [*three, SOFTMAX], class_weights=[0.5, 2.0, 1.25]))
    cases.append(model_case("binary class weights", (4,), [*one, sigmoid], loss=binary, class_weights=[3.0, 0.25]))
    cases.append(model_case("penalties of a convolution", (5, 5, 2), [
        layer("Conv2D", filters=3, kernel=[3, 3], l1=0.02, l2=0.03), layer("Activation", function="relu"),
        layer("GlobalAveragePooling2D"), SOFTMAX]))
    cases.append(model_case("BatchNormalization of features without scale", (5,), [
        layer("Dense", units=6), layer("BatchNormalization", scale=False, momentum=0.9), layer("Activation", function="relu"),
        layer("Dense", units=3), SOFTMAX], batch=7))
    cases.append(model_case("BatchNormalization of a signal without centre", (7, 2), [
        layer("Conv1D", filters=4, kernel=[3]), layer("BatchNormalization", center=False), FLAT, layer("Dense", units=3),
        SOFTMAX]))
    for kind, arguments in [
        ("adam", {"learning_rate": 0.05, "weight_decay": 0.05, "clipnorm": 0.1}), ("adam", {"global_clipnorm": 0.2}),
        ("adamw", {"learning_rate": 0.02, "weight_decay": 0.1, "clipvalue": 0.05}),
        ("rmsprop", {"learning_rate": 0.01, "weight_decay": 0.1, "clipvalue": 0.05}),
        ("rmsprop", {"schedule": {"kind": "exponential", "rate": 0.02, "steps": 4, "decay": 0.5}}),
        ("adagrad", {"learning_rate": 0.1, "weight_decay": 0.1, "global_clipnorm": 0.2}),
        ("adagrad", {"schedule": {"kind": "cosine", "rate": 0.2, "steps": 7, "alpha": 0.1}}),
        ("sgd", {"learning_rate": 0.1, "momentum": 0.9, "nesterov": True, "weight_decay": 0.1, "clipnorm": 0.3}),
    ]:
        cases.append(model_case(f"{kind} {json.dumps(arguments)}", (4,), [*three, SOFTMAX], optimizer=(kind, arguments)))
    return cases


def grouped_cases():
    """Grouped convolutions; PyTorch lays kernels out as [out, in / groups, height, width]."""
    cases = []
    for groups, channels, filters, kernel, stride in [(2, 4, 6, 3, 1), (3, 3, 3, 2, 2), (2, 6, 2, 3, 2)]:
        x, w, b = numbers(2, 6, 5, channels), numbers(kernel, kernel, channels // groups, filters), numbers(filters)
        tx = torch.tensor(x.transpose(0, 3, 1, 2).copy())
        tw = torch.tensor(w.transpose(3, 2, 0, 1).copy(), requires_grad=True)
        tb = torch.tensor(b, requires_grad=True)
        y = torch.nn.functional.conv2d(tx, tw, tb, stride=stride, groups=groups)
        t = numbers(*y.permute(0, 2, 3, 1).shape)
        loss = ((y.permute(0, 2, 3, 1) - torch.tensor(t)) ** 2).mean()
        loss.backward()
        cases.append({"groups": groups, "filters": filters, "kernel": kernel, "stride": stride, "x": tensor(x),
                      "weights": [tensor(w), tensor(b)], "targets": tensor(t),
                      "output": tensor(y.detach().permute(0, 2, 3, 1)), "lossValue": float(loss),
                      "gradients": [tensor(tw.grad.permute(2, 3, 1, 0)), tensor(tb.grad)]})
    write("grouped.json", cases)


correlate_cases()
models = model_cases()
grouped_cases()
write("models.json", models + further_model_cases())
