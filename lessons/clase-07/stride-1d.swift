let strided = try correlate(x, kernel: g, stride: 2)
show(strided)
