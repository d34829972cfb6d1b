let edges = try Tensor([
  [-1, -1, -1],
  [-1, 8, -1],
  [-1, -1, -1],
])
let horizontal = try Tensor([
  [-1, -1, -1],
  [2, 2, 2],
  [-1, -1, -1],
])
let vertical = try horizontal.transposed()

try FilteredImages(scene, [
  (localized(es: "Bordes", en: "Edges"), edges),
  (localized(es: "Bordes horizontales", en: "Horizontal edges"), horizontal),
  (localized(es: "Bordes verticales", en: "Vertical edges"), vertical),
])
