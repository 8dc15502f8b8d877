import Primitives
import StateTrie

/// The trie's definition written down directly: the root of a whole map, by arrays of nibbles, from scratch.
///
/// Shares nothing with the module but Keccak and RLP strings, so that agreement means something.
enum ReferenceTrie {
    static func root(of map: [[UInt8]: [UInt8]]) -> Bytes32 {
        let entries = map.filter { !$0.value.isEmpty }.map { (nibbles($0.key), $0.value) }
        guard !entries.isEmpty else { return Keccak256.hash([0x80]) }
        return Keccak256.hash(node(entries))
    }

    private typealias Entry = (key: [UInt8], value: [UInt8])

    private static func nibbles(_ bytes: [UInt8]) -> [UInt8] {
        bytes.flatMap { [$0 >> 4, $0 & 15] }
    }

    private static func node(_ entries: [Entry]) -> [UInt8] {
        if entries.count == 1 {
            return list([string(hexPrefix(entries[0].key, flag: 2)), string(entries[0].value)])
        }
        var common = 0
        while entries.allSatisfy({ $0.key.count > common && $0.key[common] == entries[0].key[common] }) {
            common += 1
        }
        if common > 0 {
            let below = node(entries.map { (Array($0.key.dropFirst(common)), $0.value) })
            return list([string(hexPrefix(Array(entries[0].key.prefix(common)), flag: 0)), reference(below)])
        }
        var items: [[UInt8]] = []
        for nibble in 0..<16 {
            let child = entries.filter { $0.key.first.map(Int.init) == nibble }
            items.append(
                child.isEmpty ? [0x80] : reference(node(child.map { (Array($0.key.dropFirst()), $0.value) }))
            )
        }
        items.append(string(entries.first { $0.key.isEmpty }?.value ?? []))
        return list(items)
    }

    private static func reference(_ node: [UInt8]) -> [UInt8] {
        node.count < 32 ? node : [0xa0] + Keccak256.hash(node).bytes
    }

    private static func hexPrefix(_ path: [UInt8], flag: UInt8) -> [UInt8] {
        let padded = path.count % 2 == 1 ? [flag + 1] + path : [flag, 0] + path
        return stride(from: 0, to: padded.count, by: 2).map { padded[$0] << 4 | padded[$0 + 1] }
    }

    static func string(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.count == 1, bytes[0] < 0x80 { return bytes }
        return header(bytes.count, 0x80) + bytes
    }

    static func list(_ items: [[UInt8]]) -> [UInt8] {
        let payload = items.flatMap { $0 }
        return header(payload.count, 0xc0) + payload
    }

    private static func header(_ count: Int, _ base: UInt8) -> [UInt8] {
        if count < 56 { return [base + UInt8(count)] }
        var length: [UInt8] = []
        var rest = count
        while rest > 0 {
            length.insert(UInt8(rest & 255), at: 0)
            rest >>= 8
        }
        return [base + 55 + UInt8(length.count)] + length
    }
}
