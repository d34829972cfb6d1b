let linearly = localized(es: "Sin activación", en: "Without activation")
show(Accuracies([
  ("ReLU · train", try hidden.evaluate(learnMoons)),
  ("ReLU · test", try hidden.evaluate(judgeMoons)),
  ("\(linearly) · train", try linear.evaluate(learnMoons)),
  ("\(linearly) · test", try linear.evaluate(judgeMoons)),
]))
