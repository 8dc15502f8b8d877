// 128-bit division, for a processor that divides 64 bits by 64 bits.
#include <stdint.h>

typedef unsigned __int128 uint128;

/// The quotient of `high * 2^64 + low` by a divisor above `high`: Knuth's algorithm D with two digits of 32 bits (The Art of Computer
/// Programming, volume 2, 4.3.1).
static uint64_t divide_wide(uint64_t high, uint64_t low, uint64_t divisor) {
    int shift = 0;
    for (uint64_t top = divisor; (top >> 63) == 0; top <<= 1) shift += 1;
    if (shift > 0) {
        divisor <<= shift;
        high = high << shift | low >> (64 - shift);
        low <<= shift;
    }
    uint64_t d1 = divisor >> 32, d0 = (uint32_t)divisor;
    uint64_t quotient = 0;
    for (int digit = 0; digit < 2; digit += 1) {
        uint64_t next = digit == 0 ? low >> 32 : (uint32_t)low;
        uint64_t q = high / d1, r = high % d1;
        while (q >> 32 != 0 || q * d0 > (r << 32 | next)) {
            q -= 1;
            r += d1;
            if (r >> 32 != 0) break;
        }
        // Modulo 2^64, which loses nothing: the remainder is below the divisor.
        high = (high << 32 | next) - q * divisor;
        quotient = quotient << 32 | q;
    }
    return quotient;
}

uint128 __udivti3(uint128 dividend, uint128 divisor) {
    uint64_t high = (uint64_t)(dividend >> 64), low = (uint64_t)dividend;
    uint64_t d1 = (uint64_t)(divisor >> 64), d0 = (uint64_t)divisor;
    if (d1 == 0) {
        // Swift checks for a zero divisor.
        if (high == 0) return low / d0;
        return (uint128)(high / d0) << 64 | divide_wide(high % d0, low, d0);
    }
    // The divisor's top 64 bits give the quotient or one more (Hacker's Delight, 9-5).
    int shift = 0;
    for (uint64_t top = d1; (top >> 63) == 0; top <<= 1) shift += 1;
    uint64_t top = (uint64_t)(divisor << shift >> 64);
    uint64_t quotient = divide_wide(high >> 1, high << 63 | low >> 1, top) >> (63 - shift);
    if (quotient != 0) quotient -= 1;
    if (dividend - quotient * divisor >= divisor) quotient += 1;
    return quotient;
}
