import Foundation

/// How one server is set up. Read once at start, from flags first, then from the environment.
public struct Settings: Sendable {
    /// `sqlite:var/bureau.sqlite` or `postgresql://…`.
    public var database: String
    public var host: String
    public var port: Int
    /// The address people use, when a proxy stands before the server: decides secure cookies and links in mails.
    public var publicAddress: String?
    /// Takes the client's address from `X-Forwarded-For`: only behind a proxy that sets it.
    public var trustsProxy: Bool
    /// `smtp://user:password@host:587`; without it mails stay in the outbox and are shown to administrators.
    public var smtp: String?
    public var mailSender: String
    public var oidc: OIDCSettings?
    /// The public search of companies, `https://recherche-entreprises.api.gouv.fr`; without it nobody is asked.
    public var companySearch: String?
    /// Where Debian's package puts Leaflet; without it maps are drawn by the server.
    public var leafletFolder: String
    /// The pictures under maps, `https://tuiles.exemple.fr/{z}/{x}/{y}.png`; without it maps stand on a plain ground.
    public var mapTiles: String?
    /// What the maker of the tiles asks to have written on maps.
    public var mapAttribution: String
    /// Cost of password hashing, as a power of two: 15 asks 32 MB and about a tenth of a second.
    public var passwordCost: Int
    /// Largest upload, in bytes.
    public var maxUploadBytes: Int

    public struct OIDCSettings: Sendable {
        public var issuer: String
        public var clientID: String
        public var clientSecret: String
        /// The name of the provider on the button.
        public var label: String
        /// `openid email profile`, or what the provider wants.
        public var scopes: String = "openid email profile"
        /// Levels of assurance to ask for and to require, none when empty.
        public var acrValues: [String] = []
        /// Believes an e-mail address that the provider gives without saying whether it checked it.
        public var trustsEmail = false
    }

    public init(
        database: String? = nil, host: String = "127.0.0.1", port: Int = 8080,
        environment: [String: String] = [:]
    ) {
        self.database = database ?? environment["BUREAU_DATABASE"] ?? "sqlite:var/bureau.sqlite"
        self.host = host
        self.port = port
        publicAddress = environment["BUREAU_PUBLIC_ADDRESS"]
        trustsProxy = environment["BUREAU_TRUST_PROXY"] == "1"
        smtp = environment["BUREAU_SMTP"]
        mailSender = environment["BUREAU_MAIL_SENDER"] ?? "bureau@localhost"
        companySearch = environment["BUREAU_COMPANY_SEARCH"]
        leafletFolder = environment["BUREAU_LEAFLET"] ?? "/usr/share/javascript/leaflet"
        mapTiles = environment["BUREAU_MAP_TILES"]
        mapAttribution = environment["BUREAU_MAP_ATTRIBUTION"] ?? ""
        passwordCost = environment["BUREAU_PASSWORD_COST"].flatMap(Int.init).map { min(20, max(4, $0)) } ?? 15
        let megabytes = environment["BUREAU_MAX_UPLOAD_MB"].flatMap(Int.init).map { min(1024, max(1, $0)) } ?? 64
        maxUploadBytes = megabytes * 1024 * 1024
        if let issuer = environment["BUREAU_OIDC_ISSUER"], let client = environment["BUREAU_OIDC_CLIENT_ID"] {
            oidc = OIDCSettings(
                issuer: issuer, clientID: client, clientSecret: environment["BUREAU_OIDC_CLIENT_SECRET"] ?? "",
                label: environment["BUREAU_OIDC_LABEL"] ?? "un compte professionnel",
                scopes: environment["BUREAU_OIDC_SCOPES"] ?? "openid email profile",
                acrValues: environment["BUREAU_OIDC_ACR"]?.split(separator: " ").map(String.init) ?? [],
                trustsEmail: environment["BUREAU_OIDC_TRUST_EMAIL"] == "1")
        }
    }

    /// Whether only programs of this machine reach the server.
    public var isForThisMachineOnly: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

    /// The address of the site for links in mails, without a slash at the end.
    public var siteAddress: String {
        let address = publicAddress ?? "http://\(host):\(port)"
        return address.hasSuffix("/") ? String(address.dropLast()) : address
    }

    /// Cookies are for HTTPS only when people come by HTTPS.
    var usesHTTPS: Bool { publicAddress?.hasPrefix("https://") ?? false }
}
