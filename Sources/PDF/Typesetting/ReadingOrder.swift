/// Which way a character is read.
enum Reading: UInt8 {
    /// Signs and spaces, which follow their neighbours.
    case either
    case leftToRight
    case rightToLeft
    /// Figures: from left to right, within a text of either direction.
    case figure

    init(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x30...0x39, 0x660...0x669, 0x6F0...0x6F9: self = .figure
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: self = .rightToLeft
        default: self = scalar.properties.isAlphabetic ? .leftToRight : .either
        }
    }
}

/// The order in which the characters of a line are drawn, from left to right, in a text that is read from left to right.
enum ReadingOrder {
    /// The positions of characters as drawn: runs from right to left are turned around, their figures are not.
    static func visual(_ line: [Reading]) -> [Int] {
        var order = Array(line.indices)
        var start = 0
        while start < line.count {
            guard line[start] == .rightToLeft else {
                start += 1
                continue
            }
            var end = start
            var next = start + 1
            while next < line.count, line[next] != .leftToRight {
                if line[next] == .rightToLeft { end = next }
                next += 1
            }
            order.replaceSubrange(start...end, with: turned(start...end, line))
            start = end + 1
        }
        return order
    }

    private static func turned(_ run: ClosedRange<Int>, _ line: [Reading]) -> [Int] {
        var turned: [Int] = []
        var index = run.upperBound
        while index >= run.lowerBound {
            var first = index
            while line[index] == .figure, first > run.lowerBound, line[first - 1] == .figure { first -= 1 }
            turned += Array(first...index)
            index = first - 1
        }
        return turned
    }
}
