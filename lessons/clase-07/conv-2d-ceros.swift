let corner = try correlate(second, kernel: sharpen, padding: .same)
show(corner)

check(localized(es: "Realce con ceros, esquina", en: "Zero-padded, corner"),
  corner[0, 0], equals: 114, source: "Convolución 2D")
