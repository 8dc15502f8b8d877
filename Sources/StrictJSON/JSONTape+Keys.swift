extension JSONTape {
    /// The value of an object's member; nil when the object has no such member.
    func value(of key: String, in object: Int) -> Int? {
        let end = end(of: object)
        var key = key
        return key.withUTF8 { wanted in
            var node = object + 1
            while node < end {
                if content(of: node).elementsEqual(wanted) { return node + 1 }
                node = self.end(of: node + 1)
            }
            return nil
        }
    }

    /// A key that an object, all of whose members have been read, holds twice.
    func duplicateKey(of object: Int) -> String? {
        var keys: [Int] = []
        var node = object + 1
        while node < nodes.count {
            keys.append(node)
            node = end(of: node + 1)
        }
        if keys.count <= Self.smallObjectLimit {
            for (index, key) in keys.enumerated() {
                for earlier in keys[..<index] where hasEqualContent(key, earlier) {
                    return text(of: key)
                }
            }
            return nil
        }
        // Sorted, so that no choice of keys makes the work quadratic.
        keys.sort { content(of: $0).lexicographicallyPrecedes(content(of: $1)) }
        for (key, next) in zip(keys, keys.dropFirst()) where hasEqualContent(key, next) {
            return text(of: next)
        }
        return nil
    }

    /// Up to this many members comparing each with each is faster than sorting.
    private static let smallObjectLimit = 32

    private func hasEqualContent(_ a: Int, _ b: Int) -> Bool {
        content(of: a).elementsEqual(content(of: b))
    }
}
