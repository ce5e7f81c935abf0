internal import Glibc

/// Zstandard as the system's shared library has it.
///
/// Loaded when first needed: every Debian system has the library, because dpkg needs it, but its
/// headers are a package of their own that nothing else here would use.
struct ZstdLibrary: Sendable {
  private typealias Decompress =
    @convention(c) (
      UnsafeMutableRawPointer?, Int, UnsafeRawPointer?, Int
    ) -> Int
  private typealias IsError = @convention(c) (Int) -> UInt32

  private let decompress: Decompress
  private let isError: IsError

  /// `nil` when the system has no `libzstd.so.1`.
  static let shared: ZstdLibrary? = ZstdLibrary()

  private init?() {
    guard let library = dlopen("libzstd.so.1", RTLD_NOW),
      let decompress = dlsym(library, "ZSTD_decompress"),
      let isError = dlsym(library, "ZSTD_isError")
    else { return nil }
    self.decompress = unsafeBitCast(decompress, to: Decompress.self)
    self.isError = unsafeBitCast(isError, to: IsError.self)
  }

  /// Unpacks all frames of `packed`, which must come to exactly `size` bytes; `nil` if they do not.
  func unpack(_ packed: [UInt8], size: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: size)
    let count = packed.withUnsafeBytes { input in
      bytes.withUnsafeMutableBytes { output in
        decompress(output.baseAddress, output.count, input.baseAddress, input.count)
      }
    }
    return isError(count) == 0 && count == size ? bytes : nil
  }
}
