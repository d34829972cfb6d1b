func short(_ result: Evaluation) -> String {
  String(format: "%.3f", result.accuracy)
}
