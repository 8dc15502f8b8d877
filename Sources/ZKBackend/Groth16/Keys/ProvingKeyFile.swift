import Cryptography
package import Primitives
package import ProofProver

// The file of a proving key: the tag, the circuit's digest, the seed, four numbers of 8 bytes (public columns, private
// columns, s), the points, and Keccak-256 of all before it.
extension ProvingKey {
    /// The first bytes of a file: these ASCII bytes.
    package static let tag = "rollupsim/groth16-INSECURE-key/1"

    private static let digestCount = 32
    private static let countBytes = 8
    private static var headCount: Int { tag.utf8.count + 2 * digestCount + 3 * countBytes }
    /// Points that a key may have of each sort at most.
    private static let countLimit = 1 << BN254.Fr.twoAdicity

    /// The name of a key's file, which another circuit, seed or format does not have.
    package static func fileName(circuit: Bytes32, insecureSeed: Bytes32) -> String {
        let hash = Keccak256.hash(Array(tag.utf8) + circuit.bytes + insecureSeed.bytes)
        return "\(hash.hex.dropFirst(2)).groth16-insecure-key"
    }

    /// Bytes of the file of a circuit's key; nil for a circuit that has none.
    package static func fileSize(of system: R1CS) -> Int? {
        system.logDomainSize.map { logSize in
            fileSize(publicCount: system.publicCount, privateCount: system.privateCount, domainSize: 1 << logSize)
        }
    }

    private static func fileSize(publicCount: Int, privateCount: Int, domainSize: Int) -> Int {
        let columnCount = publicCount + privateCount
        let pointCount = 2 + 2 * columnCount + privateCount + domainSize
        return headCount + VerifyingKey.headByteCount + (publicCount + pointCount) * PointBytes.g1Count
            + columnCount * PointBytes.g2Count + digestCount
    }

    /// The key as a file.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        // Hundreds of megabytes for large circuits: they are written once, and not moved.
        bytes.reserveCapacity(
            Self.fileSize(
                publicCount: verifyingKey.inputs.count,
                privateCount: privateInputs.count,
                domainSize: quotient.count
            )
        )
        bytes += Array(Self.tag.utf8) + circuit.bytes + insecureSeed.bytes
        for count in [verifyingKey.inputs.count, privateInputs.count, logDomainSize] {
            withUnsafeBytes(of: UInt64(count).bigEndian) { bytes.append(contentsOf: $0) }
        }
        bytes += verifyingKey.encoded
        for points in [[betaG1, deltaG1], a, bG1, privateInputs, quotient] {
            for point in points { PointBytes.append(point, to: &bytes) }
        }
        for point in bG2 { PointBytes.append(point, to: &bytes) }
        bytes += Keccak256.hash(bytes).bytes
        return bytes
    }

    /// The key of a file.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - circuit: The digest of the circuit that a key is wanted of.
    ///   - insecureSeed: The seed that it is wanted from.
    ///   - workers: Threads.
    /// - Throws: `KeyError`. A file that somebody wrote on purpose can still be the key of other secrets; its proofs
    ///   are then worth what that key's are, so a verifying key must come from where it is trusted.
    package init(
        decoding bytes: [UInt8],
        circuit: Bytes32,
        insecureSeed: Bytes32,
        workers: Workers
    ) throws(KeyError) {
        let tag = Array(Self.tag.utf8)
        guard bytes.count >= Self.headCount + Self.digestCount else { throw .wrongLength(bytes.count) }
        guard bytes.starts(with: tag) else { throw .unknownFormat }
        guard bytes[tag.count..<tag.count + 2 * Self.digestCount].elementsEqual(circuit.bytes + insecureSeed.bytes)
        else { throw .foreign }
        let counts = (0..<3).map { index in
            let start = tag.count + 2 * Self.digestCount + index * Self.countBytes
            return bytes[start..<start + Self.countBytes].reduce(UInt64.zero) { $0 << 8 | UInt64($1) }
        }
        guard counts[0] >= 1, counts[0] <= UInt64(VerifyingKey.inputLimit + 1), counts[1] <= UInt64(Self.countLimit),
            counts[2] <= UInt64(BN254.Fr.twoAdicity)
        else { throw .impossibleCounts }
        let (publicCount, privateCount, size) = (Int(counts[0]), Int(counts[1]), 1 << Int(counts[2]))
        let columnCount = publicCount + privateCount
        let verifyingCount = VerifyingKey.headByteCount + publicCount * PointBytes.g1Count
        let expected = Self.fileSize(publicCount: publicCount, privateCount: privateCount, domainSize: size)
        guard bytes.count == expected else { throw .wrongLength(bytes.count) }
        let end = bytes.count - Self.digestCount
        guard Keccak256.hash(bytes[..<end]).bytes == Array(bytes[end...]) else { throw .checksum }

        let verifyingKey = try VerifyingKey(
            decoding: Array(bytes[Self.headCount..<Self.headCount + verifyingCount])
        )
        var reader = PointReader(bytes, from: Self.headCount + verifyingCount)
        let betaG1 = try reader.g1("beta in G1")
        let deltaG1 = try reader.g1("delta in G1")
        let a = try reader.g1s(columnCount, "A")
        let bG1 = try reader.g1s(columnCount, "B in G1")
        let privateInputs = try reader.g1s(privateCount, "private column")
        let quotient = try reader.g1s(size, "quotient")
        var bG2: [BN254.G2] = []
        bG2.reserveCapacity(columnCount)
        for index in 0..<columnCount { bG2.append(try reader.g2("B \(index)")) }
        guard SubgroupCheck.areAllInSubgroup(bG2, transcript: bytes[end...], workers: workers) else {
            throw .outsideSubgroup("B")
        }
        self.init(
            circuit: circuit,
            insecureSeed: insecureSeed,
            verifyingKey: verifyingKey,
            betaG1: betaG1,
            deltaG1: deltaG1,
            a: a,
            bG1: bG1,
            bG2: bG2,
            privateInputs: privateInputs,
            quotient: quotient
        )
    }
}

extension PointReader {
    /// The next points of G1.
    fileprivate mutating func g1s(_ count: Int, _ name: String) throws(KeyError) -> [BN254.G1] {
        var points: [BN254.G1] = []
        points.reserveCapacity(count)
        for index in 0..<count { points.append(try g1("\(name) \(index)")) }
        return points
    }
}
