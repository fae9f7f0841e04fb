/// How far from what was typed words are looked for.
enum SearchWidth: CaseIterable {
    /// The word itself; the last one may be unfinished.
    case asTyped
    /// Usual typing errors, and the same sound.
    case near
    /// More errors, a sound nearly the same, any word unfinished.
    case wide
}

extension LookupIndex {
    /// Adds to each word typed the words of the index that may be meant, at one more width.
    func widen(_ query: inout TypedQuery, _ width: SearchWidth) {
        if width == .near { matchJoined(&query) }
        for index in query.words.indices {
            let isLast = index == query.words.count - 1
            switch width {
            case .asTyped:
                matchExactly(&query.words[index])
                if isLast { matchBeginnings(&query.words[index]) }
            case .near:
                matchNearly(&query.words[index], errors: query.words[index].usualErrors)
                matchSound(&query.words[index], errors: 0)
                if isLast {
                    matchNearBeginnings(&query.words[index], errors: query.words[index].bytes.count >= 5 ? 1 : 0)
                }
            case .wide:
                if !isLast, query.words[index].bytes.count >= 3 { matchBeginnings(&query.words[index]) }
                if query.words[index].bytes.count >= 4 {
                    matchNearly(&query.words[index], errors: query.words[index].usualErrors + 1)
                    matchSound(&query.words[index], errors: 1)
                }
                if isLast, query.words[index].bytes.count >= 6 { matchNearBeginnings(&query.words[index], errors: 2) }
            }
        }
    }

    /// Words typed in two and written in one: each half means the whole.
    private func matchJoined(_ query: inout TypedQuery) {
        for index in query.words.indices.dropLast() {
            let joined = query.words[index].bytes + query.words[index + 1].bytes
            guard joined.count <= FoldedText.longestWord, let word = spellings.find(joined[...]) else { continue }
            add(word, 240, to: &query.words[index])
            add(word, 240, to: &query.words[index + 1])
        }
    }

    /// The query with words typed without the space between them, when both halves are known.
    func separated(_ query: TypedQuery) -> TypedQuery? {
        var cut = query
        cut.words.removeAll()
        for typed in query.words {
            let bytes = typed.bytes
            let places = bytes.count < 6 || spellings.find(bytes[...]) != nil ? 3..<3 : 3..<(bytes.count - 2)
            let place = places.filter { isKnown(bytes[..<$0]) && isKnown(bytes[$0...]) }
                .max { known(bytes, $0) < known(bytes, $1) }
            cut.words += place.map { [TypedWord(bytes[..<$0]), TypedWord(bytes[$0...])] } ?? [TypedWord(bytes[...])]
        }
        let isCut = cut.words.count > query.words.count && cut.words.count <= TypedQuery.mostWords
        return isCut ? cut : nil
    }

    private func isKnown(_ word: ArraySlice<UInt8>) -> Bool {
        spellings.find(word).map { !postings[$0].isEmpty } ?? false
    }

    /// The likelier place to cut has halves that more records hold.
    private func known(_ bytes: [UInt8], _ place: Int) -> Int {
        let halves = [spellings.find(bytes[..<place]), spellings.find(bytes[place...])]
        return halves.map { $0.map { postings[$0].count } ?? 0 }.min() ?? 0
    }

    private func matchExactly(_ typed: inout TypedWord) {
        guard let word = spellings.find(typed.bytes[...]) else { return }
        add(word, 255, to: &typed)
    }

    /// The longer the rest, the less it was meant; never as good as the word itself.
    private func matchBeginnings(_ typed: inout TypedWord) {
        guard typed.bytes.count >= 1 else { return }
        spellings.continuations(of: typed.bytes[...]) { word in
            add(word, UInt8(251 - min(10, (spellings.length(word) - typed.bytes.count) / 2)), to: &typed)
        }
    }

    private func matchNearly(_ typed: inout TypedWord, errors limit: Int) {
        guard limit > 0, typed.bytes.count > 1 else { return }
        spellings.near(typed.pattern, errors: limit) { word, errors in
            guard errors > 0 else { return }
            add(word, LookupIndex.quality(typed, errors, begins: spellings.first(word) == typed.bytes[0]), to: &typed)
        }
    }

    private func matchNearBeginnings(_ typed: inout TypedWord, errors limit: Int) {
        guard limit > 0 else { return }
        spellings.nearContinuations(of: typed.pattern, errors: limit) { word, errors in
            guard errors > 0 else { return }
            let begins = spellings.first(word) == typed.bytes[0]
            add(word, LookupIndex.quality(typed, errors, begins: begins) - 16, to: &typed)
        }
    }

    private func matchSound(_ typed: inout TypedWord, errors limit: Int) {
        guard let sound = FrenchSound.of(typed.bytes[...]) else { return }
        if let heard = sounds.find(sound[...]) {
            for word in spellingsOf[heard] { add(Int(word), 236, to: &typed) }
        }
        guard limit > 0, sound.count >= 3 else { return }
        let pattern = WordPattern(sound[...])
        sounds.near(pattern, errors: limit) { heard, errors in
            guard errors > 0 else { return }
            for word in spellingsOf[heard] {
                let length = max(4, sound.count)
                add(Int(word), UInt8(226 - min(90, 190 * errors / length)), to: &typed)
            }
        }
    }

    /// An error weighs less in a long word; the first letter is seldom wrong.
    private static func quality(_ typed: TypedWord, _ errors: Int, begins: Bool) -> UInt8 {
        let lost = min(200, errors * 280 / max(4, typed.bytes.count)) + (begins ? 0 : 12)
        return UInt8(max(24, 250 - lost))
    }

    private func add(_ word: Int, _ quality: UInt8, to typed: inout TypedWord) {
        guard !postings[word].isEmpty else { return }
        typed.matches.append((word, quality))
    }

    // MARK: Weights

    /// Rare words count more: among a million names, « dupont » says more than « sarl ».
    func weigh(_ query: inout TypedQuery) {
        for index in query.words.indices {
            rank(&query.words[index])
            let matches = query.words[index].matches
            query.words[index].reach = matches.reduce(0) { $0 + postings[$1.word].count }
            let held = matches.first.map { postings[$0.word].count } ?? max(1, count / 200)
            let rarity = Float(count + held) / Float(held + 1)
            query.words[index].weight = 1 + Float(LookupIndex.logarithm(rarity))
        }
    }

    /// Best words first, each once; among equals the one that most records hold.
    private func rank(_ typed: inout TypedWord) {
        var keys = typed.matches.map { UInt64($0.word) << 8 | UInt64(~$0.quality) }
        keys.sort()
        var last = UInt64.max
        keys.removeAll { key in
            defer { last = key >> 8 }
            return key >> 8 == last
        }
        for index in keys.indices {
            let word = keys[index] >> 8
            let rarity = 0xFF_FFFF - UInt64(min(0xFF_FFFF, postings[Int(word)].count))
            keys[index] = (keys[index] & 0xFF) << 56 | rarity << 32 | word
        }
        keys.sort()
        typed.matches = keys.map { (Int($0 & 0xFFFF_FFFF), ~UInt8($0 >> 56)) }
    }

    /// Base 2, to a sixteenth: enough for a weight, the same on every machine.
    private static func logarithm(_ value: Float) -> Float {
        var whole: Float = 0, rest = max(1, value)
        while rest >= 2 { rest /= 2; whole += 1 }
        return whole + (rest - 1)
    }
}
