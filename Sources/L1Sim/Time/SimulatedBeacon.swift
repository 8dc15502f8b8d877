public import Primitives

/// Stand-in for what a beacon chain gives to the execution layer: `simulated` values, seeded and reproducible.
///
/// There is no beacon chain here. Both values are Keccak-256 of a label, the seed, the slot and the parent block's
/// hash. They differ from slot to slot as the real ones do, and nothing can be proven against them.
public enum SimulatedBeacon {
    /// Simulated root of the parent beacon block, which EIP-4788 stores.
    public static func parentBeaconBlockRoot(slot: UInt64, parentHash: Bytes32, seed: UInt64) -> Bytes32 {
        derive("simulated parent beacon block root", slot, parentHash, seed)
    }

    /// Simulated randomness of the beacon chain (EIP-4399).
    public static func prevRandao(slot: UInt64, parentHash: Bytes32, seed: UInt64) -> Bytes32 {
        derive("simulated prev randao", slot, parentHash, seed)
    }

    private static func derive(_ label: String, _ slot: UInt64, _ parentHash: Bytes32, _ seed: UInt64) -> Bytes32 {
        var preimage: [UInt8] = []
        preimage.reserveCapacity(label.utf8.count + 96)
        preimage.append(contentsOf: label.utf8)
        for number in [seed, slot] {
            preimage.append(contentsOf: repeatElement(0, count: 24))
            withUnsafeBytes(of: number.bigEndian) { preimage.append(contentsOf: $0) }
        }
        preimage.append(contentsOf: parentHash.bytes)
        return Keccak256.hash(preimage)
    }
}
