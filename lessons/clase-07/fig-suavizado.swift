let mean = try Tensor(shape: [3, 3], repeating: 1 / 9)
let gaussian = try Tensor([
  [0.05, 0.1, 0.05],
  [0.1, 0.4, 0.1],
  [0.05, 0.1, 0.05],
])

try FilteredImages(scene, [
  (localized(es: "Promedio", en: "Mean"), mean),
  (localized(es: "Gaussiano", en: "Gaussian"), gaussian),
])
