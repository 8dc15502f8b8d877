package import ProofKernels
package import ProofVerifier

/// The prover's inner loops at one vector width; all widths give the same bytes.
///
/// Rates of each on this machine: `make bench`.
package struct Kernels: Sendable {
    /// The vector widths that the kernels are compiled for.
    package enum Variant: String, CaseIterable, Sendable {
        /// Runs on every machine.
        case portable
        /// x86-64 with AVX2: 4 words.
        case avx2 = "AVX2"
        /// x86-64 with AVX-512 F, BW, DQ and VL: 8 words.
        case avx512 = "AVX-512"
    }

    /// Which they are.
    package let variant: Variant
    // Safety: a table of constants that is never written.
    nonisolated(unsafe) let table: UnsafePointer<proof_kernels>

    /// The kernels of a variant; nil when this machine lacks its instructions.
    package init?(_ variant: Variant) {
        let table =
            switch variant {
            case .portable: proof_kernels_portable()
            case .avx2: proof_kernels_avx2()
            case .avx512: proof_kernels_avx512()
            }
        guard let table else { return nil }
        self.init(variant: variant, table: table)
    }

    /// Kernels by their table of functions; nothing checks that it belongs to the variant or agrees with the portable
    /// one.
    package init(variant: Variant, table: UnsafePointer<proof_kernels>) {
        self.variant = variant
        self.table = table
    }

    /// The kernels that run on every machine.
    package static let portable = Kernels(variant: .portable, table: proof_kernels_portable())

    /// The kernels in use: the widest that this machine has and that agree with the portable ones on a sample.
    ///
    /// Another choice holds inside `Kernels.$selected.withValue(_:)`, for tests and benchmarks. It is the caller's, not
    /// its threads': read it before work is handed to `Workers`.
    @TaskLocal package static var selected =
        Variant.allCases.reversed().lazy.compactMap { Kernels($0) }
        .first { $0.agreesWithPortable() } ?? .portable

    /// These kernels where whole vectors make up so many lanes, else the portable ones.
    func dividing(_ lanes: Int) -> Kernels {
        lanes % table.pointee.field_lanes == 0 ? self : .portable
    }

    /// Keccak states permuted side by side.
    package var keccakLanes: Int { table.pointee.keccak_lanes }

    /// Keccak-256 of each row's little-endian bytes followed by zeros and one byte.
    ///
    /// - Parameters:
    ///   - rows: `rowCount * wordsPerRow` words, row-major.
    ///   - wordsPerRow: 0 or more.
    ///   - zerosPerRow: Words of zeros behind them, 0 or more.
    ///   - rowCount: 0 or more.
    ///   - suffix: The byte behind each row.
    ///   - digests: Receives 4 words per row: the digest's bytes in memory order.
    package func hashRows(
        _ rows: UnsafePointer<UInt64>,
        wordsPerRow: Int,
        zerosPerRow: Int = 0,
        rowCount: Int,
        suffix: UInt8,
        into digests: UnsafeMutablePointer<UInt64>
    ) {
        table.pointee.hash_rows(rows, wordsPerRow, zerosPerRow, rowCount, suffix, digests)
    }

    /// Searches a range for the least n for which Keccak-256(seed || n as 8 little-endian bytes) begins with `bits`
    /// zero bits.
    ///
    /// - Parameters:
    ///   - seed: 32 bytes.
    ///   - first: Where the search begins.
    ///   - count: How many nonces are tried; `first + count` does not overflow.
    ///   - bits: 0 to 64.
    /// - Returns: n, or nil when there is none in `first ..< first + count`.
    package func firstNonce(seed: [UInt8], from first: UInt64, count: UInt64, bits: Int) -> UInt64? {
        precondition(seed.count == 32 && (0...64).contains(bits), "a seed has 32 bytes, and 0 to 64 bits are compared")
        let nonce = table.pointee.find_nonce(seed, first, count, UInt32(bits))
        return nonce == first &+ count ? nil : nonce
    }

    /// Products of canonical elements; `out` may be `a` or `b`.
    package func multiply(
        _ out: UnsafeMutablePointer<UInt64>,
        _ a: UnsafePointer<UInt64>,
        _ b: UnsafePointer<UInt64>,
        count: Int
    ) {
        table.pointee.multiply(out, a, b, count)
    }

    /// Products with one canonical factor; `out` may be `a`.
    package func scale(
        _ out: UnsafeMutablePointer<UInt64>,
        _ a: UnsafePointer<UInt64>,
        by factor: Goldilocks,
        count: Int
    ) {
        table.pointee.scale(out, a, factor.value, count)
    }

    /// One radix-2 layer of a transform: from runs a and b of `count` words, `stride` apart, to a + t b and a - t b.
    ///
    /// `out` may be `input`.
    package func butterfly2(
        _ out: UnsafeMutablePointer<UInt64>,
        _ input: UnsafePointer<UInt64>,
        stride: Int,
        count: Int,
        twiddle: UInt64
    ) {
        table.pointee.butterfly2(out, input, stride, count, twiddle)
    }

    /// Two layers of a transform at once, on four runs of `count` words, `stride` apart.
    ///
    /// `out` may be `input`. The twiddles are those of node `node` and of its two children.
    package func butterfly4(
        _ out: UnsafeMutablePointer<UInt64>,
        _ input: UnsafePointer<UInt64>,
        stride: Int,
        count: Int,
        twiddles: UnsafePointer<UInt64>,
        node: Int
    ) {
        let (t, t0, t1) = (twiddles[node], twiddles[2 * node], twiddles[2 * node + 1])
        table.pointee.butterfly4(out, input, stride, count, t, t0, t1)
    }

    /// Transforms all columns of a block of 2^logRowCount rows in place; see `ProofKernels.h`.
    package func transform(
        _ rows: UnsafeMutablePointer<UInt64>,
        wordsPerRow: Int,
        logRowCount: Int,
        twiddles: UnsafePointer<UInt64>,
        node: Int
    ) {
        table.pointee.transform(rows, wordsPerRow, UInt32(logRowCount), twiddles, node)
    }
}
