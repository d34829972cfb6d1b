show(Table(
  header: [
    localized(es: "Tamaño", en: "Size"),
    localized(es: "Parámetros", en: "Parameters"),
  ],
  rows: try [1, 3, 5].map { size in
    let layer = try Sequential(input: [32, 32, 64]) {
      Conv2D(64, kernelSize: size, padding: .same)
    }
    return ["\(size) × \(size)", layer.parameterCount] as [Any]
  }))
