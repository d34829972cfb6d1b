import Testing

@Suite struct CheckCommandTests {
  /// After one batch no accuracy is that of the slide; what no training goes before is held against it as ever.
  @Test(arguments: [(16, 0), (17, 1)]) func checksBehindATrainingThatWasCutShortAreNotComparable(
    sum: Int, status: Int32
  ) throws {
    let trial = try CommandTrial([
      "lessons/a.md": lesson(
        """
        check("Sum", 8 + 8, equals: \(sum))
        let data = Dataset.digits(train: 256, test: 200)
        let model = try Sequential(input: [28, 28, 1]) { Flatten(); Dense(10, activation: .softmax) }
        try model.fit(data.train)
        check("Accuracy", try model.evaluate(data.test).accuracy, near: 2, tolerance: 0.5)
        """)
    ])
    let outcome = try trial.run("check", "lessons")
    #expect(outcome.status == status, "\(outcome.errors)")
    #expect(outcome.errors.contains("1 not comparable"))
  }
}
