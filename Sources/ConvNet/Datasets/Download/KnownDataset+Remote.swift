extension KnownDataset {
  /// What is fetched, with sizes and digests of the original files.
  ///
  /// `mirror` is an address that is tried first: a copy of the folder of downloads on a server of one's own.
  package func remoteFiles(mirror: String?) -> [RemoteFile] {
    originals.map { file in
      let own = mirror.map { ["\($0.hasSuffix("/") ? String($0.dropLast()) : $0)/\(file.name)"] } ?? []
      return RemoteFile(name: file.name, size: file.size, sha256: file.sha256, addresses: own + file.addresses)
    }
  }

  private var originals: [RemoteFile] {
    switch self {
    case .mnist:
      [
        Self.mnistFile(
          "train-images-idx3-ubyte.gz", 9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        Self.mnistFile(
          "train-labels-idx1-ubyte.gz", 28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        Self.mnistFile(
          "t10k-images-idx3-ubyte.gz", 1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        Self.mnistFile(
          "t10k-labels-idx1-ubyte.gz", 4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
      ]
    case .cifar10:
      [
        RemoteFile(
          name: "cifar-10-binary.tar.gz", size: 170_052_171,
          sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
          addresses: [
            "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
            "http://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
          ])
      ]
    }
  }

  private static func mnistFile(_ name: String, _ size: Int, _ sha256: String) -> RemoteFile {
    RemoteFile(
      name: "mnist/\(name)", size: size, sha256: sha256,
      addresses: [
        "https://storage.googleapis.com/cvdf-datasets/mnist/\(name)",
        "https://ossci-datasets.s3.amazonaws.com/mnist/\(name)",
      ])
  }
}
