public import EvalKit

extension Registry {
  /// This registry with every harness and check of this target.
  public var withHarnesses: Registry { self }
}
