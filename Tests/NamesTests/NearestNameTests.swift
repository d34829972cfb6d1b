import Names
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    // Two letters in each other's place are one slip.
    ("mnsit", "mnist"), ("cfiar10", "cifar10"), ("MNIST", "mnist"), ("mnis", "mnist"), ("imagenet", nil), ("", nil),
  ])
  func aSlipIsUnderstood(name: String, nearest: String?) {
    #expect(nearestName(to: name, among: ["cifar10", "mnist"]) == nearest)
  }

  @Test func theNearestIsTakenAndOfEquallyNearOnesTheFirst() {
    #expect(nearestName(to: "conv2d_11", among: ["conv2d_22", "conv2d_1", "conv2d_2"]) == "conv2d_1")
    #expect(nearestName(to: "conv2d", among: ["conv2d_1", "conv2d_2"]) == "conv2d_1")
  }

  @Test func aNameOfAnyLengthIsTaken() {
    #expect(nearestName(to: String(repeating: "a", count: 1_000_000), among: ["a"]) == nil)
  }
}
