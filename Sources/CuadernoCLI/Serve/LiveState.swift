import Foundation
import LessonRunner
import Synchronization

/// What the open pages are told: which reports are new, which lessons run, what is wrong.
final class LiveState: RunObserver {
  /// The state as the pages get it, as JSON.
  struct Snapshot: Encodable {
    struct Running: Encodable {
      var lesson: String
      var text: String
    }

    /// Counts the reports of each lesson; the course page goes by the empty name.
    var revisions: [String: Int] = [:]
    var running: [Running] = []
    /// What is wrong with lessons, by the names of their reports.
    var messages: [String: [String]] = [:]
    /// What is wrong with everything, such as a broken template.
    var notice: String?
  }

  /// What may be wrong with everything.
  enum Concern: Hashable {
    case templates, lessons, course
  }

  private struct State {
    var snapshot = Snapshot()
    var notices: [Concern: String] = [:]
    var progress: [String: LessonProgress] = [:]
    var listeners: [UUID: AsyncStream<Void>.Continuation] = [:]
  }

  private let state = Mutex(State())

  func update(_ job: RunSession.Job, _ event: RunnerEvent) {
    change { state in
      _ = state.progress[job.name, default: LessonProgress(job)].take(event, at: .now)
    }
  }

  func finish(_ result: JobResult) {
    change { state in
      state.progress[result.name] = nil
      if result.isInterrupted { return }
      state.snapshot.messages[result.name] = result.messages.isEmpty ? nil : result.messages
      state.snapshot.revisions[result.name, default: 0] += 1
    }
  }

  /// Says that a page was written: that of a lesson, a sweep or, without a name, the course.
  func renew(_ name: String = "") {
    change { $0.snapshot.revisions[name, default: 0] += 1 }
  }

  func forget(_ name: String) {
    change { state in
      state.snapshot.messages[name] = nil
      state.snapshot.revisions[name, default: 0] += 1
    }
  }

  /// Says what is wrong with a concern of everything, or that nothing is any more.
  func notice(_ text: String?, of concern: Concern) {
    change { state in
      state.notices[concern] = text
      state.snapshot.notice = state.notices[.templates] ?? state.notices[.lessons] ?? state.notices[.course]
    }
  }

  func revision(of name: String) -> Int {
    state.withLock { $0.snapshot.revisions[name] ?? 0 }
  }

  var snapshot: Snapshot {
    state.withLock { state in
      var snapshot = state.snapshot
      snapshot.running = state.progress.sorted { $0.key < $1.key }.map {
        Snapshot.Running(lesson: $0.key, text: $0.value.text(at: .now))
      }
      return snapshot
    }
  }

  /// An element each time that something has changed; changes that nobody took yet are one.
  func changes() -> AsyncStream<Void> {
    let identifier = UUID()
    return AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      continuation.onTermination = { [weak self] _ in
        self?.state.withLock { $0.listeners[identifier] = nil }
      }
      state.withLock { $0.listeners[identifier] = continuation }
      continuation.yield()
    }
  }

  /// Wakes the listeners, so that the connections of pages that were closed are noticed.
  func poke() { change { _ in } }

  private func change(_ body: (inout State) -> Void) {
    let listeners = state.withLock { state in
      body(&state)
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.yield() }
  }
}
