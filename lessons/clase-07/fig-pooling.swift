let grey = try scene.reshaped([160, 160])
try FilteredImages(grey, results: [
  (localized(es: "Máximo", en: "Maximum"), try pool(grey, MaxPooling2D(4))),
  (localized(es: "Mínimo", en: "Minimum"), try pool(grey, MinPooling2D(4))),
  (localized(es: "Promedio", en: "Average"),
    try pool(grey, AveragePooling2D(4))),
])
