import ConvNet
import Digests
import Testing

@Suite("SHA-256")
struct SHA256Tests {
  @Test(
    "gives the digests of FIPS 180-4's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func examples(text: String, digest: String) {
    #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
  }

  /// The plain loop, and the processor's instructions where it has any.
  private static let ways = SHA256.hasInstructions ? [false, true] : [false]

  @Test("gives the digest of a million times the letter a, fed in pieces of any size", arguments: ways)
  func pieces(usingInstructions: Bool) {
    var hash = SHA256(usingInstructions: usingInstructions)
    var left = 1_000_000
    var size = 1
    while left > 0 {
      let piece = min(size, left)
      hash.update([UInt8](repeating: 97, count: piece))
      left -= piece
      size = size * 3 % 1009 + 1
    }
    #expect(hash.hexadecimal() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
