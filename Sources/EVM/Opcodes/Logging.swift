import Primitives

extension Machine {
    /// LOG0 to LOG4 (Yellow Paper, appendix H.2: a0s).
    mutating func log(topicCount: Int) -> Bool {
        guard frame.pointee.checkStack(pops: 2 &+ topicCount, pushes: 0) else { return false }
        if frame.pointee.isStatic { return frame.pointee.halt(.staticStateChange) }
        let offset = frame.pointee.pop()
        let size = frame.pointee.pop()
        guard frame.pointee.charge(Gas.log &+ Gas.logTopic &* UInt64(topicCount)),
            let range = frame.pointee.expandMemory(offset, size),
            frame.pointee.charge(Gas.logByte &* UInt64(range.count))
        else { return false }
        var topics: [Bytes32] = []
        topics.reserveCapacity(topicCount)
        for _ in 0..<topicCount {
            topics.append(Bytes32(frame.pointee.pop()))
        }
        let data = [UInt8](frame.pointee.memoryBytes(range))
        logs.append(Log(address: frame.pointee.address, topics: topics, data: data))
        return true
    }
}
