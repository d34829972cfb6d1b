let slideMatrix = try ConfusionMatrix(
  classNames: cifar.classNames,
  rows: [
    [660, 23, 65, 31, 37, 7, 13, 18, 121, 25],
    [31, 794, 11, 24, 11, 8, 10, 8, 54, 49],
    [73, 9, 479, 88, 131, 62, 79, 55, 18, 6],
    [18, 13, 61, 492, 105, 143, 102, 44, 15, 7],
    [12, 3, 73, 55, 651, 37, 75, 75, 18, 1],
    [15, 1, 60, 224, 75, 497, 37, 70, 16, 5],
    [7, 10, 35, 67, 46, 20, 797, 6, 7, 5],
    [14, 6, 24, 47, 82, 51, 12, 753, 7, 4],
    [49, 48, 11, 23, 15, 8, 10, 5, 815, 16],
    [41, 165, 11, 27, 12, 7, 14, 33, 89, 601],
  ])
show(slideMatrix)

check(localized(es: "Aciertos en la diapositiva", en: "Hits on the slide"),
  hits(slideMatrix), equals: 6539,
  source: "Capa Convolutacional sobre CIFAR10")
check(localized(es: "Imágenes de cada clase", en: "Images of each class"),
  slideMatrix.perClass.map(\.support),
  equals: Array(repeating: 1000, count: 10),
  source: "Capa Convolutacional sobre CIFAR10")
