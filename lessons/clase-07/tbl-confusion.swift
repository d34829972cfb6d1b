func hits(_ matrix: ConfusionMatrix) -> Int {
  matrix.counts.indices.map { matrix.counts[$0][$0] }.reduce(0, +)
}
show(pooledTest.confusionMatrix)

check(localized(es: "Aciertos en la diagonal", en: "Hits on the diagonal"),
  hits(pooledTest.confusionMatrix), near: 6539, tolerance: 200,
  on: colorTrain, source: "Capa Convolutacional sobre CIFAR10")
