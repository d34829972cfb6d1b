let small = try Tensor([
  [1, 3, 2, 1],
  [4, 6, 5, 0],
  [3, 1, 1, 2],
  [0, 2, 4, 8],
])

func pool(_ image: Tensor, _ layer: any Layer) throws -> Tensor {
  let shape = [image.shape[0], image.shape[1], 1]
  let model = try Sequential(input: shape) { layer }
  return try model.predict(image.reshaped([1] + shape)).row(0).channel(0)
}

show(small)
show(try pool(small, MaxPooling2D(2)))
show(try pool(small, MinPooling2D(2)))
show(try pool(small, AveragePooling2D(2)))

check(localized(es: "Máximo", en: "Maximum"),
  try pool(small, MaxPooling2D(2)), equals: [[6, 5], [3, 8]])
check(localized(es: "Mínimo", en: "Minimum"),
  try pool(small, MinPooling2D(2)), equals: [[1, 0], [0, 1]])
check(localized(es: "Promedio", en: "Average"),
  try pool(small, AveragePooling2D(2)), equals: [[3.5, 2], [1.5, 3.75]])
