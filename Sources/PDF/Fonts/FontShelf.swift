import Synchronization

/// The faces at hand and what was made from them: set paragraphs, packed pages, subsets. Safe to share.
final class FontShelf: Sendable {
    private let faces: [LazyFace]
    private let paragraphs = Mutex(RecentStore<ParagraphKey, SetParagraph>(limit: 4_000_000))
    private let streams = Mutex(RecentStore<Fingerprint, PackedStream>(limit: 4_000_000))
    private let images = Mutex(RecentStore<Fingerprint, (bytes: [UInt8], image: PreparedImage)>(limit: 4_000_000))
    private let embedded = Mutex(RecentStore<EmbeddedKey, EmbeddedFace>(limit: 1_000_000))

    init(family: [FaceID: String]) throws(PDFFailure) {
        faces = FaceID.allCases.map { LazyFace(path: family[$0]) }
        guard let path = family[.regular] else { throw .fontsMissing(searched: []) }
        guard faces[0].face() != nil else { throw .fontUnreadable(path: path) }
    }

    /// The face, or nil when this machine lacks it.
    func face(_ id: FaceID) -> FontFace? {
        faces[Int(id.rawValue)].face()
    }

    /// The nearest face there is for a look: bold before italic before regular.
    func available(_ id: FaceID) -> FaceID {
        if face(id) != nil { return id }
        if id.isBold, face(.bold) != nil { return .bold }
        return .regular
    }

    func paragraph(_ key: ParagraphKey, set: () -> SetParagraph) -> SetParagraph {
        if let known = paragraphs.withLock({ $0.value(for: key) }) { return known }
        let paragraph = set()
        paragraphs.withLock { $0.insert(paragraph, for: key, weight: paragraph.weight + key.weight) }
        return paragraph
    }

    func packed(_ raw: [UInt8], with deflater: Deflater) throws(PDFFailure) -> PackedStream {
        let key = Fingerprint(raw)
        if let known = streams.withLock({ $0.value(for: key) }), known.raw == raw { return known }
        let stream = PackedStream(raw: raw, packed: try deflater.compress(raw))
        streams.withLock { $0.insert(stream, for: key, weight: raw.count + stream.packed.count) }
        return stream
    }

    /// The picture in these bytes; nil when they cannot be read.
    func image(_ bytes: [UInt8]) -> PreparedImage? {
        let key = Fingerprint(bytes)
        if let known = images.withLock({ $0.value(for: key) }), known.bytes == bytes { return known.image }
        guard let image = PreparedImage.read(bytes) else { return nil }
        let weight = bytes.count + image.data.count + (image.opacity?.count ?? 0)
        images.withLock { $0.insert((bytes, image), for: key, weight: weight) }
        return image
    }

    /// The subset of a face with at least the given glyphs.
    func embedded(_ id: FaceID, showing glyphs: GlyphSet) throws(PDFFailure) -> EmbeddedFace? {
        guard let face = face(id) else { return nil }
        let kept = id.isFallback ? glyphs : face.roundedUp(glyphs)
        let key = EmbeddedKey(face: id, glyphs: kept)
        if let known = embedded.withLock({ $0.value(for: key) }) { return known }
        let made = try EmbeddedFace(face: face, glyphs: kept)
        embedded.withLock { $0.insert(made, for: key, weight: made.weight) }
        return made
    }
}

/// Which subset of which face.
private struct EmbeddedKey: Hashable {
    let face: FaceID
    let glyphs: GlyphSet
}

/// A face read from its file when first needed, so that an idle server does not hold rare faces.
private final class LazyFace: Sendable {
    private enum State {
        case unread(String)
        case read(FontFace)
        case absent
    }

    private let state: Mutex<State>

    init(path: String?) {
        state = Mutex(path.map { .unread($0) } ?? .absent)
    }

    func face() -> FontFace? {
        state.withLock { state in
            switch state {
            case .read(let face):
                return face
            case .absent:
                return nil
            case .unread(let path):
                // A damaged optional face is one this machine lacks; the regular one is checked by the shelf.
                let face = try? FontFace(path: path)
                state = face.map { .read($0) } ?? .absent
                return face
            }
        }
    }
}
