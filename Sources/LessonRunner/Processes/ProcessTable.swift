import Foundation

/// The processes of the machine as `/proc` lists them.
struct ProcessTable {
  /// One process.
  struct Entry {
    var identifier: pid_t
    var parent: pid_t
    var residentBytes: Int
  }

  var entries: [Entry]

  /// Reads `/proc`; a process that ends meanwhile is left out.
  init() {
    entries = []
    guard let folder = opendir("/proc") else { return }
    defer { closedir(folder) }
    let pageBytes = sysconf(Int32(_SC_PAGESIZE))
    while let item = readdir(folder) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let identifier = pid_t(name), let fields = Self.statFields(of: identifier), fields.count > 21,
        let parent = pid_t(fields[1]), let pages = Int(fields[21])
      else { continue }
      entries.append(Entry(identifier: identifier, parent: parent, residentBytes: pages * pageBytes))
    }
  }

  /// All that descends from a process, without itself.
  func descendants(of ancestor: pid_t) -> [Entry] {
    let children = Dictionary(grouping: entries, by: \.parent)
    var found: [Entry] = []
    var waiting = [ancestor]
    while let parent = waiting.popLast() {
      let entries = children[parent] ?? []
      found += entries
      waiting += entries.map(\.identifier)
    }
    return found
  }

  /// Kills all that descends from this process until nobody is left: what is born meanwhile is met in the next round.
  ///
  /// - Parameter reap: takes the status of the children that have ended, who count as long as nobody did.
  static func endDescendants(reaping reap: () -> Void) {
    while true {
      let descendants = ProcessTable().descendants(of: getpid())
      for entry in descendants { kill(entry.identifier, SIGKILL) }
      reap()
      if descendants.isEmpty { return }
      usleep(1000)
    }
  }

  /// The fields of `/proc/<pid>/stat` after the program's name: state, parent, ... (`man 5 proc`).
  private static func statFields(of identifier: pid_t) -> [Substring]? {
    let descriptor = open("/proc/\(identifier)/stat", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
    // The name stands in parentheses and may hold anything, spaces and parentheses too.
    guard let end = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    return String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ")
  }
}
