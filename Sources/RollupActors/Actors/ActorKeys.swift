public import HostAccelerators
import Primitives

/// Real secp256k1 keys of a scenario's actors, the same for the same seed and name.
///
/// The keys protect nothing: anyone who knows the scenario can derive them.
public enum ActorKeys {
    /// The key of the actor `name`: keccak256 of a domain, the seed, the name and, should the digest not be a scalar, a
    /// counter.
    public static func privateKey(seed: UInt64, name: String) -> PrivateKey {
        var attempt: UInt64 = 0
        while true {
            var hasher = Keccak256Hasher()
            hasher.update(Array("rollupsim actor key/1".utf8))
            hasher.update(UInt256(seed).bigEndianBytes)
            hasher.update(UInt256(attempt).bigEndianBytes)
            hasher.update(Array(name.utf8))
            if let key = PrivateKey(hasher.finalize()) { return key }
            attempt &+= 1
        }
    }
}
