// swift-tools-version: 6.1
import PackageDescription

// The kernels are one source folder built once per instruction set: the folders KernelsAVX2 and
// KernelsAVX512 hold symbolic links to the files of Kernels. The flags differ, the code does not.
let kernelFlags = ["-Ounchecked", "-Xcc", "-fno-math-errno"]
let avx2Flags = ["-Xcc", "-mavx2", "-Xcc", "-mfma"]
let avx512Flags =
  avx2Flags
  + ["f", "vl", "dq", "bw"].flatMap { ["-Xcc", "-mavx512\($0)"] } + ["-Xcc", "-mprefer-vector-width=512"]

#if arch(x86_64)
  let instructionSets: [(name: String, define: String, flags: [String])] = [
    ("KernelsAVX2", "KERNELS_AVX2", avx2Flags),
    ("KernelsAVX512", "KERNELS_AVX512", avx512Flags),
  ]
#else
  let instructionSets: [(name: String, define: String, flags: [String])] = []
#endif

let package = Package(
  name: "Cuaderno",
  products: [
    .executable(name: "cuaderno", targets: ["CuadernoCLI"]),
    // What a lesson is compiled against. Dynamic, so that compiling a lesson links nothing else.
    .library(name: "Cuaderno", type: .dynamic, targets: ["Cuaderno"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // C libraries of the system
    .systemLibrary(name: "CPUFeatures"),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(name: "CProcess"),
    .systemLibrary(name: "CDuktape", pkgConfig: "duktape", providers: [.apt(["duktape-dev"])]),

    // The engine
    .target(name: "KernelInterface"),
    .target(
      name: "Kernels", dependencies: ["CPUFeatures", "KernelInterface"], swiftSettings: [.unsafeFlags(kernelFlags)]),
  ]
    + instructionSets.map { set in
      .target(
        name: set.name, dependencies: ["CPUFeatures", "KernelInterface"],
        swiftSettings: [.define(set.define), .unsafeFlags(kernelFlags + set.flags)])
    }
    + [
      .target(name: "Digests", dependencies: ["CPUFeatures"]),
      .target(name: "Folders"),
      .target(name: "Names"),
      .target(name: "Pictures", dependencies: ["CPNG"]),
      .target(
        name: "ConvNet",
        dependencies: ["CPUFeatures", "CZlib", "Digests", "Folders", "KernelInterface", "Kernels", "Names", "Pictures"]
          + instructionSets.map { .init(stringLiteral: $0.name) }),

      // The way of a lesson
      .target(name: "LessonEvents"),
      .target(name: "Cuaderno", dependencies: ["ConvNet", "LessonEvents"]),
      .target(name: "LessonDocument", dependencies: ["CCmark", "LessonEvents", "Names", "Yams"]),
      .target(
        name: "LessonRunner",
        dependencies: ["CProcess", "Digests", "Folders", "LessonDocument", "LessonEvents", "Names"]),
      .target(
        name: "LessonReport",
        dependencies: [
          "CDuktape", "CProcess", "Digests", "Folders", "LessonDocument", "LessonEvents", "Names", "Pictures",
          .product(name: "Mustache", package: "swift-mustache"),
        ]),
      .executableTarget(
        name: "CuadernoCLI",
        dependencies: [
          "ConvNet", "Folders", "LessonDocument", "LessonReport", "LessonRunner", "Names",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
          .product(name: "FlyingFox", package: "FlyingFox"), .product(name: "FlyingSocks", package: "FlyingFox"),
        ]),

      // What measures the engine against its peers
      .executableTarget(
        name: "EngineBenchmark", dependencies: ["ConvNet", "KernelInterface"], path: "Benchmarks/EngineBenchmark"),

      // Tests, one target each, and what several of them need
      .target(name: "TestSupport", path: "Tests/TestSupport"),
      .testTarget(
        name: "KernelsTests",
        dependencies: ["CPUFeatures", "KernelInterface", "Kernels", "TestSupport"]
          + instructionSets.map { .init(stringLiteral: $0.name) }),
      .testTarget(name: "FoldersTests", dependencies: ["Folders", "TestSupport"]),
      .testTarget(name: "NamesTests", dependencies: ["Names"]),
      .testTarget(name: "PicturesTests", dependencies: ["Pictures", "TestSupport"]),
      .testTarget(
        name: "ConvNetTests", dependencies: ["ConvNet", "Digests", "KernelInterface", "Pictures", "TestSupport"],
        exclude: ["Golden"]),
      .testTarget(name: "LessonEventsTests", dependencies: ["LessonEvents"]),
      .testTarget(name: "CuadernoTests", dependencies: ["Cuaderno", "LessonEvents"]),
      .testTarget(name: "LessonDocumentTests", dependencies: ["LessonDocument", "TestSupport"], exclude: ["Misuse"]),
      .testTarget(name: "LessonRunnerTests", dependencies: ["LessonRunner", "TestSupport"]),
      .testTarget(
        name: "LessonReportTests",
        dependencies: ["LessonDocument", "LessonEvents", "LessonReport", "Pictures", "TestSupport"],
        exclude: ["Snapshots"]),
      .testTarget(name: "CuadernoCLITests", dependencies: ["CuadernoCLI", "TestSupport"]),
    ],
  swiftLanguageModes: [.v6]
)
