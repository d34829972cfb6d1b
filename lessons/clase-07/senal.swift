let x = Tensor([5, 0, 2, -1, 3, 0, 2])
let g = Tensor([1, 0, -1])

show(Table(rows: [["x"] + x.values, ["g"] + g.values]))
