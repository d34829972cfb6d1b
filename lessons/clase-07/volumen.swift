func volume(_ channels: [[[Float]]]) throws -> Tensor {
  try Tensor(channels[0].indices.map { row in
    channels[0][row].indices.map { column in channels.map { $0[row][column] } }
  })
}

let input = try volume([
  [
    [0, 0, 0, 0, 0, 0, 0],
    [0, 0, 0, 1, 0, 2, 0],
    [0, 1, 0, 2, 0, 1, 0],
    [0, 1, 0, 2, 2, 0, 0],
    [0, 2, 0, 0, 2, 0, 0],
    [0, 2, 1, 2, 2, 0, 0],
    [0, 0, 0, 0, 0, 0, 0],
  ],
  [
    [0, 0, 0, 0, 0, 0, 0],
    [0, 2, 1, 2, 1, 1, 0],
    [0, 2, 1, 2, 0, 1, 0],
    [0, 0, 2, 1, 0, 1, 0],
    [0, 1, 2, 2, 2, 2, 0],
    [0, 0, 1, 2, 0, 1, 0],
    [0, 0, 0, 0, 0, 0, 0],
  ],
  [
    [0, 0, 0, 0, 0, 0, 0],
    [0, 2, 1, 1, 2, 0, 0],
    [0, 1, 0, 0, 1, 0, 0],
    [0, 0, 1, 0, 0, 0, 0],
    [0, 1, 0, 2, 1, 0, 0],
    [0, 2, 2, 1, 1, 1, 0],
    [0, 0, 0, 0, 0, 0, 0],
  ],
])
let w0 = try volume([
  [[-1, 0, 1], [0, 0, 1], [1, -1, 1]],
  [[-1, 0, 1], [1, -1, 1], [0, 1, 0]],
  [[-1, 1, 1], [1, 1, 0], [0, -1, 0]],
])
let w1 = try volume([
  [[0, 1, -1], [0, -1, 0], [0, -1, 1]],
  [[-1, 0, 0], [1, -1, 0], [1, -1, 0]],
  [[-1, 1, -1], [0, -1, -1], [1, 0, 0]],
])

check(localized(es: "Tamaño de la entrada", en: "Size of the input"),
  input.shape, equals: [7, 7, 3],
  source: "Convolución 2D sobre datos 3D - ND")
check(localized(es: "Tamaño de los filtros", en: "Size of the filters"),
  [w0.shape, w1.shape], equals: [[3, 3, 3], [3, 3, 3]],
  source: "Convolución 2D sobre datos 3D - ND")
