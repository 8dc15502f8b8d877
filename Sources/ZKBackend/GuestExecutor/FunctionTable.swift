/// Functions of a program by the address of their instructions.
public struct FunctionTable: Sendable {
    /// A function's name and instructions.
    public struct Function: Hashable, Sendable {
        /// Name as the symbol table has it.
        public let name: String
        /// Addresses of its instructions.
        public let addresses: Range<UInt64>
    }

    /// Functions in the order of their addresses, without overlaps.
    public let functions: [Function]

    /// The functions that symbols name in `text`.
    ///
    /// A function reaches as far as its symbol says and not into the next; one of size zero, as in assembly, reaches to
    /// the next. Of several names for one address the first in the table with the greatest size is taken. Labels of
    /// assemblers (`.L`, `$x`) are no functions.
    init(_ symbols: [ELFFile.Symbol], text: Range<UInt64>) {
        let named = symbols.enumerated()
            .filter { _, symbol in
                text.contains(symbol.address) && !symbol.name.isEmpty && !symbol.name.hasPrefix(".L")
                    && !(symbol.type == 0 && symbol.name.hasPrefix("$"))
            }
            .sorted { a, b in
                (a.element.address, b.element.byteCount, a.offset) < (b.element.address, a.element.byteCount, b.offset)
            }
            .map(\.element)
            .reduce(into: [ELFFile.Symbol]()) { distinct, symbol in
                if distinct.last?.address != symbol.address { distinct.append(symbol) }
            }
        functions = named.enumerated().map { index, symbol in
            let next = index + 1 < named.count ? named[index + 1].address : text.upperBound
            let (end, overflow) = symbol.address.addingReportingOverflow(symbol.byteCount)
            let bound = symbol.byteCount == 0 || overflow ? next : min(end, next)
            return Function(name: symbol.name, addresses: symbol.address..<bound)
        }
    }

    /// Index of the function that holds `address`; nil where no symbol names it.
    public func index(containing address: UInt64) -> Int? {
        var low = 0
        var high = functions.count
        while low < high {
            let middle = (low + high) / 2
            if functions[middle].addresses.lowerBound <= address { low = middle + 1 } else { high = middle }
        }
        guard low > 0, functions[low - 1].addresses.contains(address) else { return nil }
        return low - 1
    }

    /// The function that holds `address`; nil where no symbol names it.
    public func function(containing address: UInt64) -> Function? { index(containing: address).map { functions[$0] } }
}
