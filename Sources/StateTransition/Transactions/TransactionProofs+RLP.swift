import EVM
import Primitives

extension TransactionProofs {
    /// Reads three fields of a transaction: the triples, and hash and length of the sidecar.
    static func decode(_ list: inout RLPDecoder) throws(RLPError) -> TransactionProofs {
        var dependencies: [ProofDependency] = []
        var triples = try list.readList()
        while !triples.isAtEnd {
            var triple = try triples.readList()
            guard let scheme = UInt8(exactly: try triple.readUInt64()) else { throw .integerOverflow }
            dependencies.append(
                ProofDependency(
                    scheme: scheme,
                    publicInputRoot: try triple.readBytes32(),
                    verificationKeyHash: try triple.readBytes32()
                )
            )
            try triple.finish()
        }
        return TransactionProofs(
            dependencies: dependencies,
            sidecarHash: try list.readBytes32(),
            sidecarByteCount: try list.readUInt64()
        )
    }

    /// Writes the three fields.
    func encode(into list: inout RLPEncoder) {
        list.appendList { triples in
            for dependency in dependencies {
                triples.appendList { triple in
                    triple.append(UInt64(dependency.scheme))
                    triple.append(dependency.publicInputRoot)
                    triple.append(dependency.verificationKeyHash)
                }
            }
        }
        list.append(sidecarHash)
        list.append(sidecarByteCount)
    }
}
