show(Table(
  header: [
    localized(es: "Filtro", en: "Kernel"), localized(es: "Suma", en: "Sum"),
  ],
  rows: [
    [localized(es: "Promedio", en: "Mean"), mean.sum],
    [localized(es: "Gaussiano", en: "Gaussian"), gaussian.sum],
    [localized(es: "Realce", en: "Sharpen"), sharpen.sum],
    [localized(es: "Bordes", en: "Edges"), edges.sum],
    [localized(es: "Horizontales", en: "Horizontal"), horizontal.sum],
    [localized(es: "Verticales", en: "Vertical"), vertical.sum],
  ]))
