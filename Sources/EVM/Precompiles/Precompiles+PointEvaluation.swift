import Accelerators
import Primitives

extension Precompiles {
    static let pointEvaluationGas: UInt64 = 50000
    static let pointEvaluationInputSizeInBytes = 192
    /// VERSIONED_HASH_VERSION_KZG.
    private static let versionedHashVersion: UInt8 = 1
    /// FIELD_ELEMENTS_PER_BLOB.
    private static let fieldElementsPerBlob: UInt256 = 4096
    /// BLS_MODULUS, the order of BLS12-381's subgroups.
    private static let blsModulus = UInt256(
        l0: 0xffff_ffff_0000_0001,
        l1: 0x53bd_a402_fffe_5bfe,
        l2: 0x3339_d808_09a1_d805,
        l3: 0x73ed_a753_299d_7d48
    )

    /// 0x0a: that the blob of a versioned hash takes the value y at z (EIP-4844).
    ///
    /// Input: versioned hash (32 bytes), z (32), y (32), commitment (48), proof (48).
    static func pointEvaluation(
        _ input: UnsafeRawBufferPointer,
        gas: UInt64,
        _ scratch: inout ByteBuffer
    ) -> PrecompileRun {
        guard gas >= pointEvaluationGas else { return .failure(.outOfGas) }
        guard input.count == pointEvaluationInputSizeInBytes, let bytes = input.bytes else {
            return .failure(.invalidInput)
        }
        let commitment = bytes + 96
        let room = scratch.zeros(64)
        let hashing = zkvm_sha256(commitment, 48, room)
        guard hashing == ZKVM_EOK else { return PrecompileRun(failed: hashing) }
        room[0] = versionedHashVersion
        guard Bytes32(bigEndianAt: room) == Bytes32(bigEndianAt: bytes) else { return .failure(.invalidInput) }
        var isProven = false
        let status = zkvm_kzg_point_eval(commitment, bytes + 32, bytes + 64, bytes + 144, &isProven)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        guard isProven else { return .failure(.invalidInput) }
        fieldElementsPerBlob.storeBigEndian(to: room)
        blsModulus.storeBigEndian(to: room + 32)
        return .success(room, count: 64, gasUsed: pointEvaluationGas)
    }
}
