show(Table(
  header: [
    localized(es: "Clase", en: "Class"),
    localized(es: "Aciertos nuestros", en: "Right, ours"),
    localized(es: "De la diapositiva", en: "Right, the slide’s"),
    localized(es: "La confunde más con", en: "Most often taken for"),
    localized(es: "En la diapositiva", en: "On the slide"),
  ],
  rows: cifar.classNames.indices.map { name in
    func favourite(_ matrix: ConfusionMatrix) -> String {
      let wrong = matrix.counts[name].indices.filter { $0 != name }
      let most = wrong.max { matrix.counts[name][$0] < matrix.counts[name][$1] }
      return cifar.classNames[most ?? name]
    }
    let ours = pooledTest.confusionMatrix
    return [
      cifar.classNames[name], ours.counts[name][name],
      slideMatrix.counts[name][name], favourite(ours), favourite(slideMatrix),
    ] as [Any]
  }))
