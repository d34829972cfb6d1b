let cifar = try Dataset.cifar10()
let colorTrain = params.quick ? cifar.train.prefix(2000) : cifar.train
let colorTest = params.quick ? cifar.test.prefix(1000) : cifar.test

try Images(colorTrain.prefix(12), columns: 6)
