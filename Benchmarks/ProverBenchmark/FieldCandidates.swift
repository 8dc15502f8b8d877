import FieldCandidateKernels

/// One field at one vector width: BabyBear of degree 6 or Goldilocks of degree 3.
///
/// Both are 186 bits and more, enough for 128 provable ones. The rates are those of
/// docs/decisions/0026-goldilocks-cubic.md.
struct FieldCandidate {
    let name: String
    private let table: field_candidate

    init?(_ name: String, _ table: UnsafePointer<field_candidate>?) {
        guard let table else { return nil }
        self.name = name
        self.table = table.pointee
    }

    /// Both fields at every width that this machine has.
    static let all: [FieldCandidate] = [
        FieldCandidate("BabyBear^6, portable", babybear_portable()),
        FieldCandidate("Goldilocks^3, portable", goldilocks_portable()),
        FieldCandidate("BabyBear^6, AVX2", babybear_avx2()),
        FieldCandidate("Goldilocks^3, AVX2", goldilocks_avx2()),
        FieldCandidate("BabyBear^6, AVX-512", babybear_avx512()),
        FieldCandidate("Goldilocks^3, AVX-512", goldilocks_avx512()),
    ].compactMap(\.self)

    /// Whether products in the challenge field commute and associate on a sample; a wrong formula would be timed for
    /// nothing.
    func multiplicationIsSound() -> Bool {
        let count = 64
        let (a, b, c) = (Buffer(self, count, seed: 1), Buffer(self, count, seed: 2), Buffer(self, count, seed: 3))
        let (left, right, other) = (
            Buffer(self, count, seed: 4), Buffer(self, count, seed: 5), Buffer(self, count, seed: 6)
        )
        table.multiply_extension(left.base, a.base, b.base, count)
        table.multiply_extension(other.base, b.base, a.base, count)
        guard left.bytes == other.bytes else { return false }
        table.multiply_extension(left.base, left.base, c.base, count)
        table.multiply_extension(right.base, b.base, c.base, count)
        table.multiply_extension(right.base, a.base, right.base, count)
        return left.bytes == right.bytes && left.bytes != other.bytes
    }

    /// Prints the rates of the four operations on one core.
    func printRates() {
        print("field candidate, \(name), one core")
        let count = 1_024
        let (a, b, c) = (Buffer(self, count, seed: 1), Buffer(self, count, seed: 2), Buffer(self, count, seed: 3))
        var seconds = Stopwatch.fastest { for _ in 0..<64 { table.multiply(c.base, a.base, b.base, count) } }
        printRate("base multiplication", 64 * Double(count) / seconds, "mul/s")
        seconds = Stopwatch.fastest { for _ in 0..<16 { table.multiply_extension(c.base, a.base, b.base, count) } }
        printRate("extension multiplication", 16 * Double(count) / seconds, "mul/s")
        seconds = Stopwatch.fastest { for _ in 0..<64 { table.butterfly(a.base, b.base, c.base, count) } }
        printRate("NTT butterfly", 64 * Double(count) / seconds, "butterflies/s")
        let (r, sums) = (Buffer(self, table.lanes, seed: 7), Buffer(self, 3 * table.lanes, seed: 8))
        seconds = Stopwatch.fastest {
            for _ in 0..<16 { table.sumcheck_round(a.base, b.base, c.base, count / 2, r.base, sums.base) }
        }
        printRate("sumcheck round of degree 3, with fold", 16 * Double(count / 2) / seconds, "pairs/s")
    }

    /// Canonical random elements of the challenge field in the kernels' layout.
    private final class Buffer {
        let base: UnsafeMutableRawPointer
        let byteCount: Int

        init(_ candidate: FieldCandidate, _ count: Int, seed: UInt32) {
            byteCount = count * candidate.table.degree * candidate.table.bytes
            base = .allocate(byteCount: byteCount, alignment: 64)
            // Below 2^30: canonical in both fields, and the high halves of 64-bit words stay below 2^32 - 1.
            var state = seed
            for offset in stride(from: 0, to: byteCount, by: 4) {
                state = state &* 1_664_525 &+ 1_013_904_223
                base.storeBytes(of: state >> 2, toByteOffset: offset, as: UInt32.self)
            }
        }

        var bytes: [UInt8] { [UInt8](UnsafeRawBufferPointer(start: base, count: byteCount)) }

        deinit {
            base.deallocate()
        }
    }
}
