import Glibc
import ProofProver
import ProofVerifier
import TestSupport
import Testing
import ToyMachine

/// What a hostile proof may cost the verifier, in a process of its own that the system holds to it.
@Suite("Limits of verification")
struct VerifierLimitsTests {
    /// Address space that a process has now, in bytes.
    private static func addressSpace() throws -> UInt64 {
        let file = try #require(fopen("/proc/self/statm", "r"))
        defer { fclose(file) }
        var text = [CChar](repeating: 0, count: 64)
        _ = fgets(&text, 64, file)
        return strtoull(text, nil, 10) * UInt64(getpagesize())
    }

    private static func lower(_ resource: __rlimit_resource, to limit: UInt64) throws {
        var limits = rlimit(rlim_cur: rlim_t(limit), rlim_max: rlim_t(limit))
        try #require(setrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0)
    }

    private static func isRefused(_ verify: () throws(VerificationError) -> Void) -> Bool {
        do throws(VerificationError) {
            try verify()
            return false
        } catch {
            return true
        }
    }

    @Test("Headers of the greatest tables, behind them noise or an honest proof: 128 MiB and 60 processor seconds")
    func greatestHeaders() async {
        await #expect(processExitsWith: .success) {
            let air = try ToyAIR()
            let program = try ToyPrograms.everyRule()
            let system = MachineProvingSystem(air, securityBits: 24, workers: .one)
            let run = try system.prove(program, input: ToyPrograms.everyRuleInput)
            let key = system.verificationKey(for: program)
            var random = SplitMix64(seed: 1)
            let noise = random.bytes(1 << 20)
            try Self.lower(RLIMIT_AS, to: Self.addressSpace() + (128 << 20))
            try Self.lower(RLIMIT_CPU, to: 60 + UInt64(clock()) / UInt64(CLOCKS_PER_SEC))
            let rest = run.proof.dropFirst(4 * (1 + air.machine.chips.count))
            // Every set of chips that declare a million rows; the others keep theirs.
            for set in 0..<(1 << 5) {
                var header = Array(run.proof.dropLast(rest.count))
                for chip in 0..<5 where set >> chip & 1 == 1 {
                    header.replaceSubrange((4 + 4 * chip)..<(8 + 4 * chip), with: [0, 0, 16, 0])
                }
                for proof in [header + noise, header + rest] where proof != run.proof {
                    let isRefused = Self.isRefused { () throws(VerificationError) in
                        try system.verify(key, publicValues: run.publicValues, proof: proof)
                    }
                    try #require(isRefused)
                }
            }
            try system.verify(key, publicValues: run.publicValues, proof: run.proof)
        }
    }
}
