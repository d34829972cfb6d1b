func checkerboard(side: Int) throws -> Tensor {
  try Tensor(
    shape: [side, side],
    (0..<side * side).map { ($0 / side / 4 + $0 % side / 4) % 2 == 0 ? 1 : 0 })
}

let board = try checkerboard(side: 32)
show(board)
