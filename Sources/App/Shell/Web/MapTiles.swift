/// The pictures that lie under the maps, from a server that whoever runs the program chose.
struct MapTiles: Sendable, Equatable {
    /// `https://tuiles.exemple.fr/{z}/{x}/{y}.png`
    let template: String
    /// The host, as the policy of content names it: `https://tuiles.exemple.fr`.
    let source: String
    let attribution: String

    /// `nil` without an address, or with one that no policy of content could name.
    init?(_ settings: Settings) {
        guard let template = settings.mapTiles, !template.isEmpty else { return nil }
        for scheme in ["https://", "http://"] where template.hasPrefix(scheme) {
            let host = template.dropFirst(scheme.count).prefix { $0 != "/" }
            // `{s}` stands for the names of several hosts of one domain.
            let name = host.hasPrefix("{s}.") ? "*." + host.dropFirst(4) : String(host)
            guard name.contains(where: \.isLetter) || name.contains(where: \.isNumber),
                name.utf8.allSatisfy({ MapTiles.standsInHost($0) }), template.contains("{z}"),
                template.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 })
            else { return nil }
            self.template = template
            source = scheme + name
            attribution = settings.mapAttribution
            return
        }
        return nil
    }

    private static func standsInHost(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2A, 0x2D, 0x2E, 0x3A: true
        default: false
        }
    }
}

/// A box whose content, drawn by the server, becomes a map that moves where Leaflet is installed.
///
/// - Parameters:
///   - points: the address of the points, as `MapPoints` writes them.
///   - area: the page to ask again for what stands in the frame, with `cadre` added; `nil` leaves the list alone.
///   - frame: what the map shows first; all the points without it.
func mapBox(
    _ label: String, points: Link, area: Link? = nil, frame: MapFrame? = nil, _ visit: Visit, _ drawing: HTML
) -> HTML {
    guard visit.app.assets.hasLeaflet else { return "<div class=\"mapbox\">\(drawing)</div>" }
    let assets = visit.app.assets
    let tiles = MapTiles(visit.app.settings)
    return """
        <div class="mapbox" data-map="\(label)" data-points="\(points)" data-area="\(area?.path ?? "")" \
        data-frame="\(frame?.text ?? "")" data-leaflet="\(assets.address("leaflet/leaflet.js"))" \
        data-map-style="\(assets.address("map.css"))" data-tiles="\(tiles?.template ?? "")" \
        data-attribution="\(tiles?.attribution ?? "")">\(drawing)</div>
        """
}

/// The part of the ground that a map shows, in degrees.
struct MapFrame: Sendable, Equatable {
    let south: Double
    let west: Double
    let north: Double
    let east: Double

    /// Reads `43.1,1.2,43.9,1.8`: south, west, north, east.
    init?(_ text: String) {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap { Double($0) }
        guard numbers.count == 4, numbers.allSatisfy(\.isFinite) else { return nil }
        (south, west, north, east) = (numbers[0], numbers[1], numbers[2], numbers[3])
        guard (-90...90).contains(south), (-90...90).contains(north), (-180...180).contains(west),
            (-180...180).contains(east), south < north, west < east
        else { return nil }
    }

    var text: String { "\(south),\(west),\(north),\(east)" }
}

/// What a map that moves receives.
struct MapPoints: Codable, Sendable {
    struct Point: Codable, Sendable {
        let name: String
        let detail: String
        let latitude: Double
        let longitude: Double
        /// Where a press on the point leads.
        let url: String
        /// Shown in the colour of what counts.
        let strong: Bool
    }

    struct Town: Codable, Sendable {
        let name: String
        let latitude: Double
        let longitude: Double
    }

    /// The points within the rights and the filters of the person.
    let points: [Point]
    /// Towns that help to find one's way where no tile does, the largest first.
    let towns: [Town]
    /// There are more points than these.
    let isPartial: Bool
}
