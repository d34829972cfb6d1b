/// A file of a data set as its mirrors serve it.
package struct RemoteFile: Sendable, Equatable {
  /// Its name, and that of the copy: below the folder of downloads.
  package var name: String
  /// Bytes.
  package var size: Int
  /// SHA-256, 64 hexadecimal digits.
  package var sha256: String
  /// Addresses, tried in this order.
  package var addresses: [String]

  package init(name: String, size: Int, sha256: String, addresses: [String]) {
    self.name = name
    self.size = size
    self.sha256 = sha256
    self.addresses = addresses
  }
}
