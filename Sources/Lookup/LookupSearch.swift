extension LookupIndex {
    /// The records that answer best what was typed, best first.
    ///
    /// Looks first for the words as they are, then for those that a typing error or the ear may have changed, and wider
    /// when nothing good was found. Equal answers come by length of name, then fame, then number.
    /// - Parameters:
    ///   - text: anything; only its first 400 characters and 8 words count.
    ///   - limit: how many records at most.
    ///   - admits: which records may be answered, by their number.
    public func search(_ text: String, limit: Int = 10, where admits: ((Int) -> Bool)? = nil) -> [LookupMatch] {
        var query = TypedQuery(text)
        guard limit > 0, count > 0 else { return [] }
        if let number = query.number {
            let found = numbers.find(number)
            if !found.isEmpty { return matches(of: number, found, &query, limit, admits) }
        }
        guard !query.words.isEmpty else { return [] }
        let best = widening(&query, limit, admits)
        if !isGood(best), var cut = separated(query) {
            let other = widening(&cut, limit, admits)
            if other.top > best.top { return other.rows.map { match(of: $0, cut.words) } }
        }
        return best.rows.map { match(of: $0, query.words) }
    }

    private func widening(_ query: inout TypedQuery, _ limit: Int, _ admits: ((Int) -> Bool)?) -> BestRows {
        var best = BestRows(limit)
        for width in SearchWidth.allCases {
            widen(&query, width)
            weigh(&query)
            best = BestRows(limit)
            collect(query.words, &best, admits)
            if isEnough(best, width, query) { break }
        }
        return best
    }

    private func isGood(_ best: BestRows) -> Bool { best.top >= 0.82 }

    private func isEnough(_ best: BestRows, _ width: SearchWidth, _ query: TypedQuery) -> Bool {
        switch width {
        case .asTyped: best.hasWholeName || best.hasBeginning && (best.isFull || query.isLong)
        case .near: isGood(best)
        case .wide: true
        }
    }

    // MARK: Rare word first

    /// Records of the rarest word, then of the next one, until no other record may come among the best.
    private func collect(_ words: [TypedWord], _ best: inout BestRows, _ admits: ((Int) -> Bool)?) {
        let table = MatchTable(words, wordCount: spellings.count)
        let scorer = RowScorer(words, table)
        let sources = words.indices.filter { !words[$0].matches.isEmpty }.sorted {
            (words[$0].reach, $0) < (words[$1].reach, $1)
        }
        var left = sources.reduce(0) { $0 + scorer.most(of: $1, words[$1]) }
        var budget = LookupIndex.mostRows
        var done: [Int] = []
        for source in sources {
            guard budget > 0, left + RowScorer.bonus > best.bar else { break }
            left -= scorer.most(of: source, words[source])
            read(source, words, scorer, skipping: done, others: left, &budget, &best, admits)
            done.append(source)
        }
    }

    /// No search reads more records than that at one width.
    private static let mostRows = 50_000
    private static let mostRowsAlone = 4_000

    private func read(
        _ source: Int, _ words: [TypedWord], _ scorer: RowScorer, skipping done: [Int], others: Float,
        _ budget: inout Int, _ best: inout BestRows, _ admits: ((Int) -> Bool)?
    ) {
        let word = words[source]
        // When nothing else can be met, the shortest names are the best, and they come first.
        let most = others > 0 ? budget : min(budget, LookupIndex.mostRowsAlone)
        let quota = word.reach <= most ? Int.max : max(24, most / word.matches.count)
        for match in word.matches {
            guard others + scorer.share(source, match.quality) + RowScorer.bonus > best.bar else { break }
            let slots = postings[match.word]
            var count = 0
            for slot in slots {
                if count >= quota { break }
                if let admits, !admits(Int(rows[Int(slot)].number)) { continue }
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
        _ limit: Int, _ admits: ((Int) -> Bool)?
    ) -> [LookupMatch] {
        widen(&query, .asTyped)
        if !query.words.isEmpty { widen(&query, .near) }
        weigh(&query)
        let scorer = RowScorer(query.words, MatchTable(query.words, wordCount: spellings.count))
        var best = BestRows(limit)
        var numberOf: [Int: NumberTable.Packed] = [:]
        for entry in found where admits?(Int(rows[entry.slot].number)) ?? true {
            numberOf[entry.slot] = numberOf[entry.slot] ?? entry.number
            let words = scorer.score(entry.slot, in: self, skipping: [], atLeast: 0)?.score ?? 0
            best.offer(RowScore(slot: entry.slot, score: 0.5 + words / 2, start: .other), entry.slot, in: self)
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
        let own = entries[places(row.slot)]
        let reasons = words.compactMap { typed -> LookupReason? in
            let quality = Dictionary(typed.matches.map { ($0.word, $0.quality) }, uniquingKeysWith: max)
            let answers = own.enumerated().compactMap {
                position, entry -> (quality: UInt8, position: Int, entry: UInt32)? in
                quality[Int(entry >> 3)].map { ($0, position, entry) }
            }
            let found = answers.max { ($0.quality, $1.position) < ($1.quality, $0.position) }
            return found.map { reason(typed, Int($0.entry >> 3), LookupField(rawValue: UInt8($0.entry & 7)) ?? .name) }
        }
        return LookupMatch(number: Int(rows[row.slot].number), score: row.score, reasons: reasons)
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
