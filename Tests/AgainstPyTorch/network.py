"""Random networks: each as the Swift of a lesson and as functions of PyTorch, with weights, examples and expected numbers."""
import copy
from dataclasses import dataclass, field
from typing import Callable

import numpy as np
import torch

import reference

STEPS = 3


@dataclass
class Step:
    """`function(x, weights, moving)`; `choice(x)` says how near x comes to where the gradient jumps or rounding blows up."""
    function: Callable
    choice: Callable = lambda x: float("inf")
    weights: int = 0


@dataclass
class Layer:
    swift: str
    steps: list = field(default_factory=list)


def nudged(x, random):
    """One unit in the last place of the largest number, of either sign."""
    unit = np.spacing(np.float32(x.detach().abs().max()))
    return torch.tensor(random.choice([-unit, unit], x.shape))


class NoExamples(Exception):
    """A network of so many choices that no examples stay away from all of them."""


class Network:
    """A network whose sizes, layers and weights all follow from `random`."""

    # The seed of what is added to sums, if anything.
    nudge = None

    @staticmethod
    def drawn(seed, number):
        """The network of a number; another one where no examples are found for it."""
        attempts = 0
        while True:
            try:
                return Network(np.random.default_rng([seed, number] + [attempts] * (attempts > 0)))
            except NoExamples:
                attempts += 1

    def __init__(self, random):
        self.random = random
        self.is_signal = random.random() < 0.15
        # Stacks as courses have them: there the engine takes convolution, ReLU, pooling and dense layer together.
        self.is_stack = not self.is_signal and random.random() < 0.5
        # One convolution that the last dense layer reads at once.
        self.is_short = self.is_stack and random.random() < 0.35
        # Many 3 × 3 kernels of stride 1, and wide ones: there the engine has ways of its own.
        self.is_wide = random.random() < 0.35
        smallest, largest = (10, 25) if self.is_stack else (4, 15)
        height = 1 if self.is_signal else int(random.integers(smallest, largest))
        self.sizes = [height, int(random.integers(smallest, largest)), self.one_of(1, 1, 2, 3, 3, 4, 5, 8, 16, 32)]
        self.input = self.sizes[1:] if self.is_signal else list(self.sizes)
        # Up to 16 images are summed one by one, more in parts of several.
        self.batch = int(random.integers(1, 12) if random.random() < 0.6 else random.integers(17, 70))
        self.layers, self.weights, self.is_trained = [], [], []
        self.has_normalisation = False
        for _ in range(1 if self.is_short else random.integers(1 + self.is_stack, 4)):
            self.add_stacked() if self.is_stack else self.add_block()
            if np.prod(self.sizes) > 20_000:
                break
        self.add_head()
        self.draw_examples()

    def one_of(self, *values):
        return values[self.random.integers(len(values))]

    def pair(self, highest):
        """Two lengths, or one for a signal."""
        return (1 if self.is_signal else int(self.random.integers(1, highest + 1)), int(self.random.integers(1, highest + 1)))

    def swift(self, pair):
        """A pair as a lesson writes it: a number for a signal, and now and then for two that are alike."""
        if self.is_signal:
            return str(pair[1])
        return str(pair[0]) if pair[0] == pair[1] and self.random.random() < 0.7 else f"({pair[0]}, {pair[1]})"

    def weight(self, values, is_trained=True):
        self.weights.append(np.asarray(values, np.float32))
        self.is_trained.append(is_trained)

    def image_step(self, function):
        """A function of images as one of signals too."""
        if not self.is_signal:
            return function
        return lambda x, *rest: function(x[:, None], *[w[None] if w.dim() == 3 else w for w in rest])[:, 0]

    def resize(self, window, strides, dilation, padding):
        self.sizes[:2] = [reference.output_length(*axis, padding) for axis in zip(self.sizes, window, strides, dilation)]

    def fitting(self, window, dilation=(1, 1)):
        """A padding with which the window fits at least once."""
        fits = all((k - 1) * d < n for n, k, d in zip(self.sizes, window, dilation))
        return self.one_of("valid", "same") if fits else "same"

    def add_convolution(self):
        channels = self.sizes[2]
        kernel, strides, dilation = self.pair(5), (1, 1), (1, 1)
        if self.is_wide and self.random.random() < 0.8:
            kernel = (1, 3) if self.is_signal else (3, 3)
        else:
            match self.random.integers(4):
                case 0: strides = self.pair(3)
                case 1: dilation = self.pair(3)
        padding = self.fitting(kernel, dilation)
        filters, groups, arguments = self.filters(channels)
        is_depthwise = filters is None
        if is_depthwise:
            multiplier, groups = self.one_of(1, 2, 3), channels
            filters = channels * multiplier
        shape = [*kernel[self.is_signal:], channels // groups, filters]
        if is_depthwise:
            shape[-2:] = [channels, multiplier]
        self.weight(self.random.normal(size=shape) / np.sqrt(kernel[0] * kernel[1] * channels // groups))
        has_bias = self.random.random() < 0.85
        if has_bias:
            self.weight(self.random.normal(size=filters) * 0.3)

        name = "DepthwiseConv2D" if is_depthwise else "Conv1D" if self.is_signal else "Conv2D"
        size = self.swift(kernel) if is_depthwise else f"{filters}, kernelSize: {self.swift(kernel)}"
        if strides != (1, 1):
            size += f", strides: {self.swift(strides)}"
        size += f", padding: .{padding}"
        if is_depthwise:
            size += f", depthMultiplier: {multiplier}"
        if dilation != (1, 1):
            size += f", dilationRate: {self.swift(dilation)}"
        step = Step(
            self.image_step(lambda x, kernel, bias=None: reference.convolution(x, kernel, bias, strides, dilation, padding, groups)),
            weights=1 + has_bias)
        self.add_with_activation(f"{name}({size}{arguments}", "" if has_bias else ", useBias: false", step)
        self.resize(kernel, strides, dilation, padding)
        self.sizes[2] = filters

    def reshape_now_and_then(self):
        """The same numbers as an image of other sides: what is behind it must not be taken together with what is before it."""
        if self.random.random() > 0.15:
            return
        height, width, channels = self.sizes
        shapes = [(1, height * width, channels)] if self.is_signal else [(width, height, channels), (height * width, 1, channels)]
        if channels % 2 == 0:
            shapes.append((height, width * 2, channels // 2))
        if width % 2 == 0:
            shapes.append((height, width // 2, channels * 2))
        self.sizes = list(self.one_of(*shapes))
        shape = self.sizes[self.is_signal:]
        self.layers.append(Layer(f"Reshape({shape})", [Step(lambda x: x.reshape(-1, *shape))]))

    def add_block(self):
        self.add_convolution()
        if self.random.random() < 0.15:
            self.add_normalisation()
        self.reshape_now_and_then()
        if self.random.random() < 0.5:
            self.add_pooling()

    def add_stacked(self):
        """Convolution, ReLU and mostly max pooling."""
        size, filters = self.one_of(3, 3, 3, 3, 5, 2), self.one_of(8, 10, 13, 16, 16, 24, 32, 32, 36, 48, 64, 100)
        kernel, strides = (size, size), self.one_of(*[(1, 1)] * 6, (2, 2), (1, 2))
        padding = self.fitting(kernel)
        self.weight(self.random.normal(size=[*kernel, self.sizes[2], filters]) / np.sqrt(size * size * self.sizes[2]))
        self.weight(self.random.normal(size=filters) * 0.3)
        more = "" if strides == (1, 1) else f", strides: {self.swift(strides)}"
        self.layers.append(Layer(
            f"Conv2D({filters}, kernelSize: {size}{more}, padding: .{padding}, activation: .relu)",
            [Step(lambda x, k, b: reference.convolution(x, k, b, strides, (1, 1), padding, 1), weights=2),
             Step(reference.ACTIVATIONS["relu"], reference.nearest_to_kink)]))
        self.resize(kernel, strides, (1, 1), padding)
        self.sizes[2] = filters
        if not self.is_short:
            self.reshape_now_and_then()
        if not self.is_short and self.random.random() < 0.75:
            window = self.one_of(*[(2, 2)] * 5, (3, 3), (3, 2))
            self.add_pooling_of("Max", window, self.one_of(window, window, window, (2, 2)))

    def filters(self, channels):
        """How many filters, in how many groups, and what a lesson says of the groups; without a number it is depthwise."""
        if not self.is_signal and self.random.random() < 0.2:
            return None, channels, ""
        parts = [g for g in range(2, 9) if channels % g == 0]
        if parts and self.random.random() < 0.3:
            groups = self.one_of(*parts)
            return groups * self.one_of(1, 2, 3, 8, 16), groups, f", groups: {groups}"
        return self.one_of(*((32, 48, 64) if self.is_wide else (1, 3, 4, 6, 8, 12, 16, 17, 20, 33, 100))), 1, ""

    def add_with_activation(self, swift, rest, step):
        """A layer with an activation of its own, or one behind it."""
        name = "relu" if self.random.random() < 0.4 else self.one_of(*[a for a in reference.ACTIVATIONS if a != "softmax"])
        has_kink = name in ("relu", "leakyRelu()")
        activation = Step(lambda x: reference.ACTIVATIONS[name](x), reference.nearest_to_kink if has_kink else Step.choice)
        if name == "linear":
            self.layers.append(Layer(f"{swift}{rest})", [step]))
        elif self.random.random() < 0.7:
            self.layers.append(Layer(f"{swift}, activation: .{name}{rest})", [step, activation]))
        else:
            self.layers += [Layer(f"{swift}{rest})", [step]), Layer(f"Activation(.{name})", [activation])]

    def add_normalisation(self):
        channels = self.sizes[2]
        self.weight(self.random.uniform(0.5, 1.5, channels))
        self.weight(self.random.normal(size=channels) * 0.3)
        self.weight(self.random.normal(size=channels) * 0.2, is_trained=False)
        self.weight(self.random.uniform(0.5, 1.5, channels), is_trained=False)
        self.has_normalisation = True
        self.layers.append(Layer("BatchNormalization()", [Step(reference.normalisation, reference.nearest_to_constant, weights=4)]))

    def add_pooling(self):
        kind = self.one_of("Max", "Max", "Average", "Min")
        window, strides = self.pair(4), self.pair(3)
        if self.random.random() < 0.4:
            window = strides = (1 if self.is_signal else 2, 2)
        self.add_pooling_of(kind, window, strides)

    def add_pooling_of(self, kind, window, strides):
        padding = self.fitting(window)
        # A window that its strides leap over would be one of padding alone.
        self.layers.append(Layer(
            f"{kind}Pooling{self.axes}({self.swift(window)}, strides: {self.swift(strides)}, padding: .{padding})",
            [Step(self.image_step(lambda x: reference.pooling(x, kind, window, strides, padding)),
                  self.choice_of(kind, window, strides, padding))]))
        self.resize(window, strides, (1, 1), padding)

    def choice_of(self, kind, *arguments):
        if kind == "Average":
            return Step.choice
        return lambda x: reference.nearest_to_tie(x[:, None] if self.is_signal else x, kind, *arguments)

    @property
    def axes(self):
        return "1D" if self.is_signal else "2D"

    def add_head(self):
        features, spatial = int(np.prod(self.sizes)), (1,) if self.is_signal else (1, 2)
        match self.random.integers(3, 5) if self.is_stack else self.random.integers(5):
            case 0:
                self.layers.append(Layer(f"GlobalAveragePooling{self.axes}()", [Step(lambda x: x.mean(spatial))]))
                features = self.sizes[2]
            case 1:
                window = tuple(self.sizes[:2])
                self.layers.append(Layer(f"GlobalMaxPooling{self.axes}()", [
                    Step(lambda x: x.amax(spatial), self.choice_of("Max", window, window, "valid"))]))
                features = self.sizes[2]
            case 2:
                self.layers.append(Layer(f"Reshape([{features}])", [Step(lambda x: x.flatten(1))]))
            case _:
                self.layers.append(Layer("Flatten()", [Step(lambda x: x.flatten(1))]))
        if not self.is_short and self.random.random() < (0.3 if self.is_stack else 0.6):
            units = self.one_of(5, 16, 33, 100)
            self.add_with_activation(f"Dense({units}", "", self.dense(features, units))
            features = units
        self.loss = self.one_of(
            "categoricalCrossentropy", "categoricalCrossentropy", "binaryCrossentropy", "meanSquaredError", "meanAbsoluteError")
        last = {"categoricalCrossentropy": "softmax", "binaryCrossentropy": "sigmoid"}.get(self.loss, "linear")
        self.outputs = self.one_of(2, 3, 7, 10, 10) if last == "softmax" else self.one_of(1, 1, 2, 3)
        steps = [self.dense(features, self.outputs), Step(lambda x: reference.ACTIVATIONS[last](x))]
        self.layers.append(Layer(f"Dense({self.outputs}, activation: .{last})", steps))
        self.has_labels = last == "softmax" and self.random.random() < 0.7
        self.optimizer = self.one_of(*reference.Optimizer.KINDS)

    def dense(self, features, units):
        self.weight(self.random.normal(size=(features, units)) / np.sqrt(features))
        self.weight(self.random.normal(size=units) * 0.2)
        return Step(lambda x, kernel, bias: x @ kernel + bias, weights=2)

    def draw_examples(self):
        """Examples at which no slope hangs on the last digits of a float, at the beginning and after each step: where a ReLU's sum
        is 0 or two values of a window are alike, 32-bit numbers may rightly take the other side. Where no such examples are found
        they are too many, and fewer are drawn."""
        for attempt in range(1, 200):
            self.x = self.random.normal(size=[self.batch, *self.input]).astype(np.float32)
            # The engine computes patches of zeros once. (Without a bias their sums are ties; every other attempt has none.)
            if self.is_short and attempt % 2 == 1:
                self.x[:, self.input[0] // 2:] = 0
            self.targets = self.draw_targets()
            if self.nearest_choice() > 3e-6 and self.nearest_choice_in_training() > 3e-6:
                return
            if attempt % 4 == 0:
                self.batch = (self.batch + 1) // 2
        raise NoExamples

    def draw_targets(self):
        shape = (self.batch, self.outputs)
        if self.loss == "categoricalCrossentropy":
            if self.has_labels:
                return np.eye(self.outputs, dtype=np.float32)[self.random.integers(0, self.outputs, self.batch)]
            return self.random.dirichlet(np.ones(self.outputs), self.batch).astype(np.float32)
        if self.loss == "binaryCrossentropy":
            return self.random.integers(0, 2, shape).astype(np.float32)
        return self.random.normal(size=shape).astype(np.float32)

    # What PyTorch makes of it

    def forward(self, x, weights, moving=None, each=lambda step, x: None):
        """The output of every layer."""
        outputs, rest = [], list(weights)
        nudges = self.nudges()
        for layer in self.layers:
            for step in layer.steps:
                each(step, x)
                own, rest = rest[:step.weights], rest[step.weights:]
                x = step.function(x, own, moving) if step.weights == 4 else step.function(x, *own)
                if nudges is not None and step.weights:
                    x = x + nudged(x, nudges)
            outputs.append(x)
        return outputs

    def nearest_choice(self):
        nearest = [float("inf")]
        for moving in [None] + [[]] * self.has_normalisation:
            with torch.no_grad():
                outputs = self.forward(*self.tensors(torch.float64)[:2], moving,
                                       lambda step, x: nearest.append(step.choice(x)))
        if self.loss == "meanAbsoluteError":
            nearest.append(float((outputs[-1] - torch.tensor(self.targets)).abs().min()))
        return min(nearest)

    def nearest_choice_in_training(self):
        nearest = []
        self.expected(torch.float64, lambda step, x: nearest.append(step.choice(x.detach())))
        return min(nearest)

    def tensors(self, precision):
        x, targets = (torch.tensor(a, dtype=precision) for a in (self.x, self.targets))
        return x, [torch.tensor(w, dtype=precision, requires_grad=t) for w, t in zip(self.weights, self.is_trained)], targets

    def expected(self, precision, each=lambda step, x: None):
        """Outputs, loss, gradients, and weights after some steps, by name."""
        x, weights, targets = self.tensors(precision)
        trained = [w for w in weights if w.requires_grad]
        outputs = self.forward(x, weights)
        value = reference.loss(self.loss, outputs[-1], targets)
        found = {"output": outputs[-1], "loss": value[None]}
        found |= {f"activation{i}": y for i, y in enumerate(outputs)}
        found |= {f"gradient{i}": g for i, g in enumerate(torch.autograd.grad(value, trained))}
        optimizer = reference.Optimizer(self.optimizer, trained)
        for step in range(STEPS):
            moving = []
            value = reference.loss(self.loss, self.forward(x, weights, moving, each)[-1], targets)
            gradients = torch.autograd.grad(value, trained)
            if (nudges := self.nudges()) is not None:
                gradients = [g + nudged(g, nudges) * (g != 0) for g in gradients]
            if step == 0:
                found |= {f"trainingGradient{i}": g for i, g in enumerate(gradients)}
            optimizer.step(trained, gradients)
            with torch.no_grad():
                for average, batch in moving:
                    average.mul_(0.99).add_(0.01 * batch)
        found |= {f"weight{i}": w for i, w in enumerate(weights)}
        return {name: values.detach().double().numpy() for name, values in found.items()}

    def nudges(self):
        """Random numbers for what is added to sums, if anything is."""
        return None if self.nudge is None else np.random.default_rng(self.nudge)

    def moved(self, draw):
        """The same network with weights, inputs and sums one unit in the last place of 32-bit numbers beside, as gradients are: what
        ought to vanish is rounding, and Adam divides it by its own size. (A gradient of 0 is one of a dead unit.)"""
        random = np.random.default_rng(draw)
        other = copy.copy(self)
        other.nudge = draw
        other.weights = [w + random.choice([-1.0, 1.0], w.shape) * np.spacing(w) for w in self.weights]
        other.x = self.x + random.choice([-1.0, 1.0], self.x.shape) * np.spacing(self.x)
        return other

    # What a lesson makes of it

    def given(self):
        targets = {"labels": self.targets.argmax(1).astype(np.float32)} if self.has_labels else {"targets": self.targets}
        return {f"weight{i}": w for i, w in enumerate(self.weights)} | {"x": self.x} | targets

    @property
    def source(self):
        layers = "".join(f"  {layer.swift}\n" for layer in self.layers)
        return f"Sequential(input: {self.input}, seed: 1) {{\n{layers}}}"
