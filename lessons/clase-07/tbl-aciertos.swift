show(Table(
  header: [
    localized(es: "Clase", en: "Class"),
    localized(es: "Aciertos", en: "Hits"),
    localized(es: "Aciertos (diapositiva)", en: "Hits (slide)"),
    localized(es: "La confunde con", en: "Taken for"),
    localized(es: "La confunde con (diapositiva)", en: "Taken for (slide)"),
  ],
  rows: cifar.classNames.indices.map { truth in
    func favourite(_ matrix: ConfusionMatrix) -> String {
      let row = matrix.counts[truth]
      let wrong = row.indices.filter { $0 != truth }.max { row[$0] < row[$1] }
      return cifar.classNames[wrong ?? truth]
    }
    let ours = pooledTest.confusionMatrix
    return [
      cifar.classNames[truth],
      ours.counts[truth][truth], slideMatrix.counts[truth][truth],
      favourite(ours), favourite(slideMatrix),
    ] as [Any]
  }))
