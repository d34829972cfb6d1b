import Dispatch

/// Work on the elements of an array side by side.
enum Concurrently {
  /// The results of `body`, in the order of the elements.
  static func map<Element: Sendable, Value: Sendable>(
    _ elements: [Element], _ body: @Sendable (Element) -> Value
  ) -> [Value] {
    Array(unsafeUninitializedCapacity: elements.count) { slots, count in
      // Each iteration fills a slot of its own, so that none waits for another.
      nonisolated(unsafe) let slots = slots
      DispatchQueue.concurrentPerform(iterations: elements.count) { index in
        slots.initializeElement(at: index, to: body(elements[index]))
      }
      count = elements.count
    }
  }
}
