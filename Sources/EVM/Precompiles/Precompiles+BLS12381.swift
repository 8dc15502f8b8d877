import Accelerators

// Precompiles 0x0b to 0x11 (EIP-2537). A base field element is 64 bytes there, of which the first 16 are zero; the
// primitives take the 48 bytes behind them. Lengths are below 2^32, so sizes and prices computed from them do not
// overflow.
extension Precompiles {
    static let bls12G1AddGas: UInt64 = 375
    static let bls12G2AddGas: UInt64 = 600
    static let bls12PairingBaseGas: UInt64 = 37700
    static let bls12PairGas: UInt64 = 32600
    static let bls12MapFpToG1Gas: UInt64 = 5500
    static let bls12MapFp2ToG2Gas: UInt64 = 23800

    private typealias Bytes = UnsafePointer<UInt8>
    private typealias Room = UnsafeMutablePointer<UInt8>

    /// 0x0b: no subgroup check.
    static func bls12G1Add(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        guard gas >= bls12G1AddGas else { return .failure(.outOfGas) }
        return mapBLS(input, elementCount: 4, outputElementCount: 2, gasUsed: bls12G1AddGas, &scratch) {
            zkvm_bls12_g1_add($0, $0 + 96, $1)
        }
    }

    /// 0x0d: no subgroup check.
    static func bls12G2Add(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        guard gas >= bls12G2AddGas else { return .failure(.outOfGas) }
        return mapBLS(input, elementCount: 8, outputElementCount: 4, gasUsed: bls12G2AddGas, &scratch) {
            zkvm_bls12_g2_add($0, $0 + 192, $1)
        }
    }

    /// 0x10.
    static func bls12MapFpToG1(
        _ input: UnsafeRawBufferPointer,
        gas: UInt64,
        _ scratch: inout ByteBuffer
    ) -> PrecompileRun {
        guard gas >= bls12MapFpToG1Gas else { return .failure(.outOfGas) }
        return mapBLS(input, elementCount: 1, outputElementCount: 2, gasUsed: bls12MapFpToG1Gas, &scratch) {
            zkvm_bls12_map_fp_to_g1($0, $1)
        }
    }

    /// 0x11.
    static func bls12MapFp2ToG2(
        _ input: UnsafeRawBufferPointer,
        gas: UInt64,
        _ scratch: inout ByteBuffer
    ) -> PrecompileRun {
        guard gas >= bls12MapFp2ToG2Gas else { return .failure(.outOfGas) }
        return mapBLS(input, elementCount: 2, outputElementCount: 4, gasUsed: bls12MapFp2ToG2Gas, &scratch) {
            zkvm_bls12_map_fp2_to_g2($0, $1)
        }
    }

    /// 0x0c.
    static func bls12G1MSM(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        sumMultiples(input, .g1, gas: gas, &scratch) { zkvm_bls12_g1_msm($0, $1, $2) }
    }

    /// 0x0e.
    static func bls12G2MSM(_ input: UnsafeRawBufferPointer, gas: UInt64, _ scratch: inout ByteBuffer) -> PrecompileRun {
        sumMultiples(input, .g2, gas: gas, &scratch) { zkvm_bls12_g2_msm($0, $1, $2) }
    }

    /// 0x0f.
    static func bls12PairingCheck(
        _ input: UnsafeRawBufferPointer,
        gas: UInt64,
        _ scratch: inout ByteBuffer
    ) -> PrecompileRun {
        // A point of G1 and one of G2.
        let elementsInPair = 6
        let count = input.count / (elementsInPair &* BLSElement.paddedSizeInBytes)
        let cost = bls12PairingBaseGas &+ bls12PairGas &* UInt64(count)
        guard gas >= cost else { return .failure(.outOfGas) }
        let elementCount = count &* elementsInPair
        guard count > 0, input.count == elementCount &* BLSElement.paddedSizeInBytes, let bytes = input.bytes else {
            return .failure(.invalidInput)
        }
        let room = scratch.zeros(32 &+ elementCount &* BLSElement.sizeInBytes)
        guard BLSElement.unpad(bytes, count: elementCount, to: room + 32) else { return .failure(.invalidInput) }
        var isOne = false
        let status = zkvm_bls12_pairing(room + 32, count, &isOne)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        room[31] = isOne ? 1 : 0
        return .success(room, count: 32, gasUsed: cost)
    }

    /// Runs a primitive that takes field elements and gives field elements.
    private static func mapBLS(
        _ input: UnsafeRawBufferPointer,
        elementCount: Int,
        outputElementCount: Int,
        gasUsed: UInt64,
        _ scratch: inout ByteBuffer,
        _ compute: (Bytes, Room) -> zkvm_status
    ) -> PrecompileRun {
        guard input.count == elementCount &* BLSElement.paddedSizeInBytes, let bytes = input.bytes else {
            return .failure(.invalidInput)
        }
        // The padded output, the operands, and the output as the primitive gives it.
        let outputSize = outputElementCount &* BLSElement.paddedSizeInBytes
        let operandsSize = elementCount &* BLSElement.sizeInBytes
        let room = scratch.zeros(outputSize &+ operandsSize &+ outputElementCount &* BLSElement.sizeInBytes)
        let operands = room + outputSize
        let result = operands + operandsSize
        guard BLSElement.unpad(bytes, count: elementCount, to: operands) else { return .failure(.invalidInput) }
        let status = compute(operands, result)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        BLSElement.pad(result, count: outputElementCount, to: room)
        return .success(room, count: outputSize, gasUsed: gasUsed)
    }

    /// Runs a multi-scalar multiplication.
    private static func sumMultiples(
        _ input: UnsafeRawBufferPointer,
        _ group: BLSMultiplication,
        gas: UInt64,
        _ scratch: inout ByteBuffer,
        _ compute: (Bytes, Int, Room) -> zkvm_status
    ) -> PrecompileRun {
        let paddedPairSize = group.elementsInPoint &* BLSElement.paddedSizeInBytes &+ 32
        let count = input.count / paddedPairSize
        let cost = group.gas(pairCount: count)
        guard gas >= cost else { return .failure(.outOfGas) }
        guard count > 0, input.count == count &* paddedPairSize, let bytes = input.bytes else {
            return .failure(.invalidInput)
        }
        let outputSize = group.elementsInPoint &* BLSElement.paddedSizeInBytes
        let pointSize = group.elementsInPoint &* BLSElement.sizeInBytes
        let pairSize = pointSize &+ 32
        let room = scratch.zeros(outputSize &+ pointSize &+ count &* pairSize)
        let sum = room + outputSize
        let pairs = sum + pointSize
        for index in 0..<count {
            let source = bytes + index &* paddedPairSize
            let pair = pairs + index &* pairSize
            guard BLSElement.unpad(source, count: group.elementsInPoint, to: pair) else {
                return .failure(.invalidInput)
            }
            (pair + pointSize).update(from: source + (paddedPairSize &- 32), count: 32)
        }
        let status = compute(pairs, count, sum)
        guard status == ZKVM_EOK else { return PrecompileRun(failed: status) }
        BLSElement.pad(sum, count: group.elementsInPoint, to: room)
        return .success(room, count: outputSize, gasUsed: cost)
    }
}

/// The two encodings of a field element of BLS12-381.
private enum BLSElement {
    static let paddedSizeInBytes = 64
    static let sizeInBytes = 48

    /// Copies elements without their padding; false when a byte of it is not zero.
    static func unpad(
        _ padded: UnsafePointer<UInt8>,
        count: Int,
        to elements: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        var padding: UInt64 = 0
        for index in 0..<count {
            let element = padded + index &* paddedSizeInBytes
            let words = UnsafeRawPointer(element)
            padding |= words.loadUnaligned(as: UInt64.self)
            padding |= words.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
            (elements + index &* sizeInBytes).update(from: element + 16, count: sizeInBytes)
        }
        return padding == 0
    }

    /// Copies elements into zero bytes, behind their padding.
    static func pad(_ elements: UnsafeMutablePointer<UInt8>, count: Int, to padded: UnsafeMutablePointer<UInt8>) {
        for index in 0..<count {
            (padded + (index &* paddedSizeInBytes &+ 16)).update(
                from: elements + index &* sizeInBytes,
                count: sizeInBytes
            )
        }
    }
}
