import Foundation

/// Whether long campaigns run: `make prove-test`.
let isProving = ProcessInfo.processInfo.environment["ROLLUPSIM_PROVE"] == "1"
