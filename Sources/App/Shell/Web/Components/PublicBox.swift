/// The card of the pages outside the shell: sign-in, first run, one-time links.
func publicBox(_ title: String, lead: HTML, large: Bool = false, visit: Visit, _ body: HTML) -> Page {
    Page(
        title, bare: true,
        """
        <div class="box\(large ? " large" : "")"><p class="mark"><img src="\(visit.app.assets.address("favicon.svg"))" alt=""> Bureau</p>\
        <h1>\(title)</h1><p class="lead">\(lead)</p>\(body)</div>
        """)
}
