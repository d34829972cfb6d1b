import ConvNet
import Testing

@Suite struct LargeBufferTests {
  /// Memory that was used and given back is handed out again.
  @Test(arguments: [100, 3_000_000]) func aBufferIsZeroWhateverItsMemoryHeldBefore(count: Int) {
    for _ in 0..<20 {
      let buffer = LargeBuffer(count: count)
      #expect((0..<count).allSatisfy { buffer.pointer[$0] == 0 })
      buffer.pointer.update(repeating: 1, count: count)
    }
  }
}
