/// The least n with 2^n >= count; 0 for counts below 1.
package func logCeiling(_ count: Int) -> Int {
    count <= 1 ? 0 : Int.bitWidth - (count - 1).leadingZeroBitCount
}
