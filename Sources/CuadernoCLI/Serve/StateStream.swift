import FlyingFox
import FlyingSocks
import Foundation
import LessonEvents

/// The state as server-sent events: <https://html.spec.whatwg.org/multipage/server-sent-events.html>.
struct StateStream: AsyncBufferedSequence {
  typealias Element = UInt8

  let live: LiveState

  func makeAsyncIterator() -> Iterator { Iterator(live: live, changes: live.changes().makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    let live: LiveState
    var changes: AsyncStream<Void>.Iterator
    private var isFirst = true

    init(live: LiveState, changes: AsyncStream<Void>.Iterator) {
      self.live = live
      self.changes = changes
    }

    mutating func next() async throws -> UInt8? { nil }

    /// The next event, at most ten a second: training moves faster than anybody reads.
    mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
      guard await changes.next() != nil else { return nil }
      if !isFirst { try await Task.sleep(for: .milliseconds(100)) }
      isFirst = false
      return Array("event: state\ndata: ".utf8) + (try JSONEncoder.forLessons.encode(live.snapshot))
        + Array("\n\n".utf8)
    }
  }
}
