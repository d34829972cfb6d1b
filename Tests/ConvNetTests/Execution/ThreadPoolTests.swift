import ConvNet
import Foundation
import Synchronization
import Testing

@Suite struct ThreadPoolTests {
  private final class Counter: Sendable {
    let count = Atomic<Int>(0)
  }

  @Test(arguments: [1, 2, 3, 8]) func everyChunkRunsExactlyOnce(threads: Int) {
    let pool = ThreadPool(threads: threads)
    for chunks in [0, 1, 2, 7, 100] {
      for _ in 0..<50 {
        let counts = (0..<chunks).map { _ in Counter() }
        pool.run(chunks) { chunk in counts[chunk].count.add(1, ordering: .relaxed) }
        #expect(counts.allSatisfy { $0.count.load(ordering: .relaxed) == 1 })
      }
    }
  }

  @Test func scratchIsNotSharedBetweenThreadsAtWork() {
    let pool = ThreadPool(threads: 3)
    let wrong = Atomic<Int>(0)
    pool.run(64, scratch: 1000) { chunk, scratch in
      scratch.update(repeating: Float(chunk), count: 1000)
      for i in 0..<1000 where scratch[i] != Float(chunk) { wrong.add(1, ordering: .relaxed) }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }
}

@Suite struct EngineTests {
  @Test func unknownKernelsAreAnErrorThatNamesWhatThereIs() {
    #expect {
      try Engine.make(kernels: "avx9000")
    } throws: { error in
      "\(error)".hasPrefix("CUADERNO_KERNELS=avx9000: this machine runs no kernels of that name. It can run ")
        && "\(error)".contains("baseline")
    }
  }

  @Test(arguments: ["0", "-1", "two", "257", "1.5"]) func badThreadCountsAreAnError(value: String) {
    #expect(throws: ExecutionError.badThreadCount(value)) { try Engine.make(threads: value) }
  }

  @Test func baselineIsAlwaysThere() throws {
    #expect(try Engine.make(kernels: "baseline", threads: "3").kernels.name == "baseline")
    #expect(try Engine.make(threads: "3").pool.threads == 3)
  }

  @Test("short jobs one after another never outlive their call, however late a thread wakes")
  func shortJobs() {
    let pool = ThreadPool(threads: 4)
    let sum = Atomic<Int>(0)
    for _ in 0..<20_000 {
      pool.run(2) { sum.add($0 + 1, ordering: .relaxed) }
    }
    #expect(sum.load(ordering: .relaxed) == 60_000)
  }
}
