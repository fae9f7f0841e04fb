extension Link {
    static let partnerships = Link("/partenariats")
    static let needs = Link("/besoins")
    static let taxBoard = Link("/taxe")
    static let capacity = Link("/capacite")
}
