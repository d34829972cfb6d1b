import CDuktape
import Foundation

/// A JavaScript interpreter of our own (Duktape), for the libraries that set formulas and colour code.
///
/// It knows no files, no network and no clock that a script could reach; every call into it is protected, so that an
/// exception comes back as a value. Not safe for use from two threads at a time: its owner takes turns.
package final class ScriptEngine {
  /// A script that threw.
  package struct Failure: Error {
    /// The exception's own text.
    package var message: String
  }

  private let context: OpaquePointer

  /// Starts an empty interpreter; `nil` where memory is short.
  package init?() {
    guard let context = duk_create_heap(nil, nil, nil, nil, nil) else { return nil }
    self.context = context
  }

  deinit {
    duk_destroy_heap(context)
  }

  /// Runs a script for its effects.
  package func run(_ source: String) throws(Failure) {
    var source = source
    let flags = duk_uint_t(DUK_COMPILE_EVAL | DUK_COMPILE_SAFE | DUK_COMPILE_NOSOURCE | DUK_COMPILE_NOFILENAME)
    let status = source.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { duk_eval_raw(context, $0.baseAddress, $0.count, flags) }
    }
    defer { duk_pop(context) }
    guard status == 0 else { throw Failure(message: topText()) }
  }

  /// Calls a global function with strings and gives back its result as a string.
  package func call(_ function: String, _ arguments: [String]) throws(Failure) -> String {
    duk_push_global_object(context)
    push(function)
    duk_get_prop(context, -2)
    for argument in arguments { push(argument) }
    let status = duk_pcall(context, duk_idx_t(arguments.count))
    defer { duk_pop_2(context) }
    guard status == 0 else { throw Failure(message: topText()) }
    return topText()
  }

  private func push(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      _ = bytes.withMemoryRebound(to: CChar.self) { duk_push_lstring(context, $0.baseAddress, $0.count) }
    }
  }

  private func topText() -> String {
    var length = 0
    guard let text = duk_safe_to_lstring(context, -1, &length) else { return "" }
    return text.withMemoryRebound(to: UInt8.self, capacity: length) {
      String(decoding: UnsafeBufferPointer(start: $0, count: length), as: UTF8.self)
    }
  }
}
