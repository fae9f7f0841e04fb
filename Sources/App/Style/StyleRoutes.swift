/// The living page of components: what pages are made of, each part in each of its states.
enum StyleRoutes {
    static func add(to site: Site) {
        site.get("/style", .signedIn) { visit in .page(stylePage(visit)) }
    }
}
