check(localized(es: "Filtro simétrico", en: "Symmetric kernel"),
  try convolve(image, kernel: sharpen), equals: sharpened)
