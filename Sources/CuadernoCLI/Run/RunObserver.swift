import LessonRunner

/// Hears how lessons come along, from the threads that run them.
protocol RunObserver: Sendable {
  func update(_ job: RunSession.Job, _ event: RunnerEvent)
  func finish(_ result: JobResult)
}
