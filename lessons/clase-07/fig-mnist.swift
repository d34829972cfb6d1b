let mnist = try Dataset.mnist()
let train = params.quick ? mnist.train.prefix(4000) : mnist.train
let test = params.quick ? mnist.test.prefix(1000) : mnist.test

try Images(train.prefix(16), columns: 8)
