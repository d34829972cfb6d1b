let sharpened = try correlate(image, kernel: sharpen)
show(sharpened)

check(localized(es: "Realce, primera posición", en: "Sharpened, first"),
  sharpened[0, 0], equals: 89, source: "Convolución 2D")
check(localized(es: "Realce, segunda posición", en: "Sharpened, second"),
  sharpened[0, 1], equals: 111, source: "Convolución 2D")
