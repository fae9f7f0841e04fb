extension LookupIndex {
    /// The records that answer best what was typed, best first.
    ///
    /// Looks first for the words as they are, then for those that a typing error or the ear may have changed, and wider
    /// when nothing good was found. Equal answers come by length of name, then fame, then number.
    /// - Parameters:
    ///   - text: anything; only its first 400 characters and 8 words count.
    ///   - limit: how many records at most.
    ///   - admits: which records may be answered, by their number.
    public func search(_ text: String, limit: Int = 10, where admits: (Int) -> Bool = { _ in true }) -> [LookupMatch] {
        var query = TypedQuery(text)
        guard limit > 0, count > 0 else { return [] }
        if let number = query.number {
            let found = numbers.find(number)
            if !found.isEmpty { return matches(of: number, found, &query, limit, admits) }
        }
        guard !query.words.isEmpty else { return [] }
        var best = BestRows(limit)
        for width in SearchWidth.allCases {
            widen(&query, width)
            weigh(&query)
            best = BestRows(limit)
            collect(query.words, &best, admits)
            if isEnough(best, width) { break }
        }
        return best.rows.map { match(of: $0, query.words) }
    }

    private func isEnough(_ best: BestRows, _ width: SearchWidth) -> Bool {
        switch width {
        case .asTyped: best.hasWholeName || best.isFull && best.least >= 0.97
        case .near: (best.rows.first?.score ?? 0) >= 0.82
        case .wide: true
        }
    }

    // MARK: Rare word first

    /// Records of the rarest word, then of the next one, until no other record may come among the best.
    private func collect(_ words: [TypedWord], _ best: inout BestRows, _ admits: (Int) -> Bool) {
        let table = MatchTable(words, wordCount: spellings.count)
        let scorer = RowScorer(words, table)
        let sources = words.indices.filter { !words[$0].matches.isEmpty }.sorted {
            (words[$0].reach, $0) < (words[$1].reach, $1)
        }
        var left: Float = 1
        var budget = LookupIndex.mostRows
        var done: [Int] = []
        for source in sources {
            if best.isFull ? best.least >= left + RowScorer.bonus : left < RowScorer.least { break }
            guard budget > 0 else { break }
            read(words[source], scorer, skipping: done, &budget, &best, admits)
            done.append(source)
            left -= scorer.share(source)
        }
    }

    /// No search reads more records than that at one width.
    private static let mostRows = 60_000

    private func read(
        _ word: TypedWord, _ scorer: RowScorer, skipping done: [Int], _ budget: inout Int, _ best: inout BestRows,
        _ admits: (Int) -> Bool
    ) {
        let quota = word.reach <= budget ? Int.max : max(24, budget / word.matches.count)
        for match in word.matches {
            let slots = postings[match.word]
            var count = 0
            for slot in slots {
                if count >= quota { break }
                guard admits(Int(rows[Int(slot)].number)) else { continue }
                count += 1
                if let score = scorer.score(Int(slot), in: self, skipping: done, atLeast: best.bar) {
                    best.offer(score, Int(slot), in: self)
                }
            }
            budget -= count
            if budget <= 0 { break }
        }
    }

    // MARK: Numbers

    private func matches(
        of number: NumberTable.Packed, _ found: [(slot: Int, number: NumberTable.Packed)], _ query: inout TypedQuery,
        _ limit: Int, _ admits: (Int) -> Bool
    ) -> [LookupMatch] {
        widen(&query, .asTyped)
        if !query.words.isEmpty { widen(&query, .near) }
        weigh(&query)
        let scorer = RowScorer(query.words, MatchTable(query.words, wordCount: spellings.count))
        var best = BestRows(limit)
        var numberOf: [Int: NumberTable.Packed] = [:]
        for entry in found where admits(Int(rows[entry.slot].number)) {
            numberOf[entry.slot] = numberOf[entry.slot] ?? entry.number
            let words = scorer.score(entry.slot, in: self, skipping: [], atLeast: 0)?.score ?? 0
            best.offer(RowScore(slot: entry.slot, score: 0.5 + words / 2, isWholeName: false), entry.slot, in: self)
        }
        return best.rows.map { row in
            let kind: LookupReason.Kind
            let whole = numberOf[row.slot] ?? number
            let typed = NumberTable.text(number), text = NumberTable.text(whole)
            kind = typed == text ? .exact : text.hasPrefix(typed) ? .beginning : .typing(errors: 1)
            let reason = LookupReason(typed: typed, found: text, field: .number, kind: kind)
            let words = match(of: row, query.words)
            return LookupMatch(number: words.number, score: row.score, reasons: [reason] + words.reasons)
        }
    }

    // MARK: Why

    private func match(of row: RowScore, _ words: [TypedWord]) -> LookupMatch {
        let place = rows[row.slot]
        let own = entries[Int(place.start)..<Int(place.start) + Int(place.count)]
        let reasons = words.compactMap { typed -> LookupReason? in
            let quality = Dictionary(typed.matches.map { ($0.word, $0.quality) }, uniquingKeysWith: max)
            let answers = own.enumerated().compactMap { position, entry -> (quality: UInt8, position: Int, entry: UInt32)? in
                quality[Int(entry >> 3)].map { ($0, position, entry) }
            }
            let found = answers.max { ($0.quality, $1.position) < ($1.quality, $0.position) }
            return found.map { reason(typed, Int($0.entry >> 3), LookupField(rawValue: UInt8($0.entry & 7)) ?? .name) }
        }
        return LookupMatch(number: Int(place.number), score: row.score, reasons: reasons)
    }

    private func reason(_ typed: TypedWord, _ word: Int, _ field: LookupField) -> LookupReason {
        let found = spellings[word]
        let kind: LookupReason.Kind
        if found.elementsEqual(typed.bytes) {
            kind = .exact
        } else if found.starts(with: typed.bytes) {
            kind = .beginning
        } else {
            let errors = typed.pattern.errors(in: spellings.bytes, spellings.range(word))
            let sound = FrenchSound.of(typed.bytes[...])
            let sounds = sound != nil && sound == FrenchSound.of(found)
            kind = sounds ? .byEar : .typing(errors: min(errors.whole, errors.beginning + 1))
        }
        return LookupReason(
            typed: String(decoding: typed.bytes, as: UTF8.self), found: spellings.text(word), field: field, kind: kind)
    }
}
