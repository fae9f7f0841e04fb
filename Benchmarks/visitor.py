"""One browser for the benches that walk through the demonstration school."""
import http.client, re, urllib.parse


class Visitor:
    """One browser: it keeps its cookie and sends the forms of the program back with their token."""

    def __init__(self, port):
        self.port, self.cookie = port, None

    def ask(self, method, path, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "bureau_visite=" + self.cookie} if self.cookie else {}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        content = response.read()
        for line in response.headers.get_all("Set-Cookie") or []:
            found = re.match(r"bureau_visite=([0-9a-f]{64})", line)
            if found:
                self.cookie = found.group(1)
        connection.close()
        return response, content

    def hidden(self, page):
        """The token and the submission key of a form: a key serves once, so it is read again each time."""
        text = self.ask("GET", page)[1].decode()
        return dict(re.findall(r'<input type="hidden" name="(_[a-z]+)" value="([^"]+)"', text))

    def send(self, page, path, fields):
        return self.ask("POST", path, {**self.hidden(page), **dict(fields)})[0]
