public import EvalKit
