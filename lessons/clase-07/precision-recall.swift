try PerClass(logistic.evaluate(judgeMoons))
