let line = localized(es: "Logístico", en: "Logistic")
let curve = localized(es: "Capa oculta", en: "Hidden layer")
show(Accuracies([
  ("\(line) · train", try logistic.evaluate(learnMoons)),
  ("\(line) · test", try logistic.evaluate(judgeMoons)),
  ("\(curve) · train", try hidden.evaluate(learnMoons)),
  ("\(curve) · test", try hidden.evaluate(judgeMoons)),
]))
