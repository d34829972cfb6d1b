"""What each layer computes, written with PyTorch: channels last, sizes and padding as TensorFlow defines them.

Every function takes sizes as pairs (height, width) and images as [batch, height, width, channels].
"""
import torch

F = torch.nn.functional

# How a lesson writes an activation, and what it is.
ACTIVATIONS = {
    "linear": lambda x: x, "relu": F.relu, "leakyRelu()": lambda x: F.leaky_relu(x, 0.2), "sigmoid": torch.sigmoid,
    "tanh": torch.tanh, "elu()": F.elu, "softplus": F.softplus, "softmax": lambda x: F.softmax(x, -1),
}


def output_length(length, kernel, stride, dilation, padding):
    return -(-length // stride) if padding == "same" else (length - (kernel - 1) * dilation - 1) // stride + 1


def padded(x, kernel, strides, dilation, padding, value=0.0):
    """[batch, channels, height, width] in its frame."""
    if padding == "valid":
        return x
    frame = []
    for length, k, s, d in reversed(list(zip(x.shape[2:], kernel, strides, dilation))):
        total = max((-(-length // s) - 1) * s + (k - 1) * d + 1 - length, 0)
        frame += [total // 2, total - total // 2]
    return F.pad(x, frame, value=value)


def planes(x):
    return x.permute(0, 3, 1, 2)


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def convolution(x, kernel, bias, strides, dilation, padding, groups):
    """`kernel` is [height, width, channels / groups, filters], of a depthwise layer [height, width, channels, multiplier]."""
    if groups == x.shape[3]:
        kernel = kernel.reshape(*kernel.shape[:2], 1, -1)
    image = padded(planes(x), kernel.shape[:2], strides, dilation, padding).contiguous()
    return channels_last(F.conv2d(image, kernel.permute(3, 2, 0, 1).contiguous(), bias, strides, 0, dilation, groups))


def windows(x, window, strides, padding, outside):
    """The values of every window: [batch, channels, windows, values of a window]."""
    x = padded(planes(x), window, strides, (1, 1), padding, outside)
    return x.unfold(2, window[0], strides[0]).unfold(3, window[1], strides[1]).flatten(4)


def pooling(x, kind, window, strides, padding):
    if kind == "Average":
        sums = windows(x, window, strides, padding, 0.0).sum(-1)
        counts = windows(torch.ones_like(x), window, strides, padding, 0.0).sum(-1)
        return channels_last(sums / counts)
    outside = -float("inf") if kind == "Max" else float("inf")
    values = windows(x, window, strides, padding, outside)
    return channels_last(values.amax(-1) if kind == "Max" else values.amin(-1))


def normalisation(x, weights, moving, epsilon=1e-3):
    """With `moving`, a list, the batch's statistics are taken and noted in it; else those among the weights."""
    gamma, beta, mean, variance = weights
    if moving is not None:
        axes = tuple(range(x.dim() - 1))
        batch = x.mean(axes), x.var(axes, unbiased=False)
        moving += zip((mean, variance), batch)
        mean, variance = batch
    return (x - mean) / torch.sqrt(variance + epsilon) * gamma + beta


def nearest_to_kink(x):
    """How near the nearest value comes to 0, where ReLU's slope jumps, as a share of the largest. What is 0 does not count: it is
    a sum of zeros, which an earlier ReLU made, and no gradient passes through them."""
    sizes = x.abs()[x != 0]
    return float(sizes.min() / sizes.max()) if sizes.numel() else float("inf")


def nearest_to_constant(x):
    """The smallest variance of a channel: normalisation divides by it, so one of a single value blows rounding up. Channels of
    nothing but 0 do not count: no gradient passes through them."""
    axes = tuple(range(x.dim() - 1))
    variances = x.var(axes, unbiased=False)[x.abs().amax(axes) != 0]
    return float(variances.min()) if variances.numel() else float("inf")


def nearest_to_tie(x, kind, window, strides, padding):
    """How near the second of a window comes to its extreme, as a share of the largest value. Equals, which ReLU makes, do not
    count: no gradient passes through them."""
    sign = 1 if kind == "Max" else -1
    values = windows(sign * x, window, strides, padding, -float("inf"))
    if values.shape[-1] == 1:
        return float("inf")
    first, second = values.topk(2).values.unbind(-1)
    gaps = (first - second)[first > second]
    return float(gaps.min() / x.abs().max().clamp(min=1e-30)) if gaps.numel() else float("inf")


def loss(kind, outputs, targets):
    """The mean over examples; `outputs` are those of the last layer, its activation included."""
    if kind == "categoricalCrossentropy":
        return -(targets * torch.log(outputs)).sum(-1).mean()
    if kind == "binaryCrossentropy":
        return -(targets * torch.log(outputs) + (1 - targets) * torch.log(1 - outputs)).mean()
    difference = outputs - targets
    return (difference**2).mean() if kind == "meanSquaredError" else difference.abs().mean()


class Optimizer:
    """The steps of Keras's optimisers with their defaults, as its formulas say them."""

    # How a lesson writes them.
    KINDS = {"momentum": ".sgd(learningRate: 0.01, momentum: 0.9)",
             "nesterov": ".sgd(learningRate: 0.01, momentum: 0.9, nesterov: true)",
             "adam": ".adam()", "rmsprop": ".rmsprop()", "adagrad": ".adagrad()"}

    def __init__(self, kind, weights):
        self.kind, self.steps = kind, 0
        self.first = [torch.full_like(w, 0.1 if kind == "adagrad" else 0.0) for w in weights]
        self.second = [torch.zeros_like(w) for w in weights]

    def step(self, weights, gradients):
        self.steps += 1
        with torch.no_grad():
            for w, g, a, b in zip(weights, gradients, self.first, self.second):
                w += self.move(g, a, b)

    def move(self, g, a, b):
        if self.kind in ("momentum", "nesterov"):
            a.mul_(0.9).sub_(0.01 * g)
            return 0.9 * a - 0.01 * g if self.kind == "nesterov" else a
        if self.kind == "adam":
            a.mul_(0.9).add_(0.1 * g)
            b.mul_(0.999).add_(0.001 * g * g)
            rate = 0.001 * (1 - 0.999**self.steps) ** 0.5 / (1 - 0.9**self.steps)
            return -rate * a / (b.sqrt() + 1e-7)
        if self.kind == "rmsprop":
            a.mul_(0.9).add_(0.1 * g * g)
        else:
            a.add_(g * g)
        return -0.001 * g / (a + 1e-7).sqrt()
