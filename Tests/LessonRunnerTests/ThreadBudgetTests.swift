import Foundation
import LessonRunner
import Testing

@Suite struct ThreadBudgetTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "cuaderno-threads-\(UUID().uuidString)")

  /// What the lessons find in their files after each step of a life together.
  @Test(arguments: [
    (1, [[1], [1, 1], [1, 1, 1], [1, 1], [1, 1, 1], [1, 1]]),
    (2, [[2], [1, 1], [1, 1, 1], [1, 1], [1, 1, 1], [1, 1]]),
    (8, [[8], [4, 4], [3, 3, 2], [4, 4], [3, 3, 2], [4, 4]]),
  ])
  func theThreadsAreDividedAmongTheLessonsThatWork(threads: Int, expected: [[Int]]) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let budget = ThreadBudget(threads: threads)
    var seen: [[Int]] = []
    var shares: [ThreadBudget.Share] = []
    for name in ["a", "b", "c"] {
      shares.append(try budget.join(file: folder.appending(path: name)))
      seen.append(try shares.map(number))
    }
    shares[1].lend()
    seen.append(try [shares[0], shares[2]].map(number))
    shares[1].takeBack()
    seen.append(try shares.map(number))
    shares[0].leave()
    seen.append(try shares.dropFirst().map(number))
    #expect(seen == expected)
  }

  @Test func aLessonThatWaitsAndEndsTakesNothingWithIt() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let budget = ThreadBudget(threads: 2)
    let shares = try ["a", "b"].map { try budget.join(file: folder.appending(path: $0)) }
    shares[1].lend()
    #expect(try number(shares[0]) == 2)
    shares[1].leave()
    shares[0].lend()
    shares[0].takeBack()
    #expect(try number(shares[0]) == 2)
  }

  private func number(_ share: ThreadBudget.Share) throws -> Int {
    let text = try String(contentsOf: share.file, encoding: .utf8)
    return try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}
