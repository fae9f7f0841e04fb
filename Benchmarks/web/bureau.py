"""A Bureau server for the bench: opened, filled with the companies of the peers, and asked the same questions."""
import html, http.client, os, random, re, sqlite3, subprocess, time, unicodedata, urllib.parse

SCHOOL = {
    "uai": "0310001R", "name": "Lycée professionnel du banc d’essai", "line1": "1 rue des Essais", "line2": "",
    "postalCode": "31000", "city": "Toulouse", "phone": "", "academie": "", "headName": "Dominique Fictif",
    "headTitle": "Proviseure", "firstName": "Camille", "familyName": "Essai", "email": "camille.essai@exemple.fr",
    "role": "RBDE", "password": "quatre mots sans lien",
}
# The peers know three states; these are ours.
RELATION = {"active": "actif", "prospect": "prospect", "dormant": "dormant"}


def folded(text):
    """Text as the program folds it for search: lower case, no accents, single spaces."""
    text = text.lower().replace("œ", "oe").replace("æ", "ae").replace("ß", "ss")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


class Bureau:
    def __init__(self, program, folder, port):
        self.program, self.port, self.cookie, self.process = program, port, None, None
        self.file = os.path.join(folder, "bureau.sqlite")

    def start(self):
        """Starts the server and answers the milliseconds to its first answer."""
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            [self.program, "serve", "--database", "sqlite:" + self.file, "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                self.ask("GET", "/connexion")
                return (time.perf_counter() - begin) * 1000
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit(f"the server stopped: {self.process.returncode}")
                time.sleep(0.002)

    def stop(self):
        self.process.terminate()
        self.process.wait()

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": "bureau_visite=" + self.cookie} if self.cookie else {}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie") or []:
            found = re.match(r"bureau_visite=([0-9a-f]{64})", line)
            if found:
                self.cookie = found.group(1)
        connection.close()
        return response.status, text

    def open(self):
        """The first run: one school, one account, signed in."""
        _, page = self.ask("GET", "/premier-demarrage")
        token = re.search(r'name="_jeton" value="([^"]+)"', page).group(1)
        status, page = self.ask("POST", "/premier-demarrage", SCHOOL | {"_jeton": token})
        if status != 303:
            raise SystemExit(f"the first run was refused ({status}): {re.findall('class=.error.*?</p>', page)}")

    def fill(self, peers):
        """The same companies as the peers, with one exchange each for a third of them and places for a tenth."""
        source, base = sqlite3.connect(peers), sqlite3.connect(self.file)
        base.execute("pragma foreign_keys = on")
        (school,) = base.execute("select id from school").fetchone()
        chance = random.Random(12)
        companies, words, exchanges, places = [], [], [], []
        for rank, siret, name, naf, dept, town, headcount, status in source.execute(
                "select id, siret, name, naf, dept, town, headcount, status from company order by id"):
            key = "%08x-%04x-7%03x-8000-%012x" % (0x19000000 + rank, rank % 65536, rank % 4096, chance.getrandbits(48))
            search = folded(f"{name} {town} {siret}")
            companies.append((
                key, school, siret, name, "entreprise", naf, "", headcount, "1 rue des Essais", "", dept + "000", town,
                dept, RELATION[status], "open_data", "", "", search, folded(name), 1))
            words += [(school, word, key) for word in set(search.split())]
            if rank % 3 == 0:
                day = "2026-%02d-%02d" % (chance.randint(1, 10), chance.randint(1, 28))
                exchanges.append((
                    "i" + key, school, key, "appel_sortant", "PFMP", "information", day, "", "Camille Essai", ""))
            if rank % 10 == 0:
                places.append(("p" + key, school, key, 2026, "", chance.randint(1, 5), "", 1))
        with base:
            base.executemany(
                """insert into company (id, school_id, siret, legal_name, kind, naf, activity, headcount,
                address_line1, address_line2, address_postal_code, address_city, department, relation, origin, streams,
                notes, search_key, sort_key, version) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)""", companies)
            base.executemany("insert into company_word values (?,?,?)", sorted(words))
            base.executemany(
                """insert into interaction (id, school_id, company_id, kind, purpose, outcome, happened_on, note,
                author_name, next_action) values (?,?,?,?,?,?,?,?,?,?)""", exchanges)
            base.executemany(
                """insert into host_place (id, school_id, company_id, school_year, stream, count, notes, version)
                values (?,?,?,?,?,?,?,?)""", places)
        base.execute("pragma wal_checkpoint(truncate)")
        base.close()

    def address(self, peer):
        """Our address for one of the peers': same filters, the page reached by its « Suivants » links."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(peer).query))
        names = {"dept": "departement", "naf": "naf", "q": "q"}
        ours = {names[name]: value for name, value in query.items() if name in names}
        path = "/entreprises" + ("?" + urllib.parse.urlencode(ours) if ours else "")
        for _ in range(int(query.get("page", 1)) - 1):
            _, page = self.ask("GET", path)
            following = re.search(r'rel="next" href="([^"]+)"', page)
            if not following:
                break
            path = html.unescape(following.group(1))
        return path

    def total(self, path):
        """The total a list announces, as text."""
        _, page = self.ask("GET", path)
        return html.unescape(re.search(r'class="count">([^<]+)<', page).group(1))
