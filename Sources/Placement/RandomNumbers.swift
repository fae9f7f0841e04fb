/// Random numbers that follow from a seed (SplitMix64): the same in every run.
struct RandomNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 to `count - 1`.
    @inline(__always)
    mutating func below(_ count: Int) -> Int {
        Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: count)) >> 32)
    }

    /// From 0 (never reached) to 1.
    @inline(__always)
    mutating func fraction() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }

    /// `-ln` of a random fraction: from 0 upwards, 1 on average.
    @inline(__always)
    mutating func exponential() -> Double { -naturalLogarithm(fraction()) }
}

/// The natural logarithm of a positive number, exact to about nine digits: the series of the inverse hyperbolic tangent.
func naturalLogarithm(_ value: Double) -> Double {
    // value = significand × 2^exponent, the significand between 1 and 2.
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    for divisor in stride(from: 1.0, through: 17, by: 2) {
        sum += term / divisor
        term *= square
    }
    return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
}
