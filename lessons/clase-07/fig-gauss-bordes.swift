let smooth = try correlate(scene, kernel: gaussian, padding: .same)

try FilteredImages(scene, results: [
  (localized(es: "Bordes", en: "Edges"),
    try correlate(scene, kernel: edges, padding: .same)),
  (localized(es: "Gaussiano", en: "Gaussian"), smooth),
  (localized(es: "Gaussiano + bordes", en: "Gaussian + edges"),
    try correlate(smooth, kernel: edges, padding: .same)),
])
