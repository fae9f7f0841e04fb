import HTTPTypes
import Hummingbird
import NIOCore
import Persistence

/// Style, icons and modules; and the address that watchers ask whether the server lives.
enum AssetRoutes {
    static func add(to site: Site) {
        let assets = site.app.assets
        for (name, asset) in assets.files {
            site.router.get(RouterPath("/assets/" + name)) { request, _ in
                let tag = "\"\(asset.tag)\""
                if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
                var response = ResponseMaker.make(.ok, asset.type, asset.bytes)
                response.headers[.eTag] = tag
                // An address with a version never changes its content.
                let versioned = request.uri.query != nil
                response.headers[.cacheControl] =
                    versioned ? "public, max-age=31536000, immutable" : "public, max-age=300"
                return response
            }
        }
        site.get("/sante", .everyone) { visit in
            _ = try await visit.app.readPlatform { db in try db.row("select 1", as: Int.self) }
            return .json(Array(#"{"status":"ok"}"#.utf8))
        }
    }
}
