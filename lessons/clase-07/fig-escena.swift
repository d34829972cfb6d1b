let scene = try Tensor.scene(height: 160, width: 160, seed: 7)
try Images([scene])
