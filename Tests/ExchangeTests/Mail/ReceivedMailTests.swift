import Domain
import Testing

@testable import Exchange

@Suite struct `A mail received` {
    private func mail(_ text: String) throws -> ReceivedMail {
        try ReceivedMail(Array(text.replacing("\n", with: "\r\n").utf8))
    }

    @Test func `says who, to whom, when and what`() throws {
        let read = try mail(
            """
            From: =?utf-8?Q?=C3=89lodie_Invent=C3=A9e?= <Elodie@Exemple.fr>
            To: "Bureau, lycée" <bureau@exemple.fr>, autre@exemple.fr
            Subject: =?utf-8?B?UMOpcmlvZGUg?=
             =?iso-8859-1?Q?de_janvier_=E0_mars?=
            Date: Mon, 23 Nov 2026 23:30:00 +0100 (CET)
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Bonjour,

            Nous prenons deux =C3=A9l=C3=A8ves, c=E2=80=99est d=
            it.
            """)
        #expect(read.from == ReceivedMail.Mailbox(name: "Élodie Inventée", address: "elodie@exemple.fr"))
        #expect(read.to.map(\.address) == ["bureau@exemple.fr", "autre@exemple.fr"])
        #expect(read.subject == "Période de janvier à mars")
        #expect(read.sentAt == Moment("2026-11-23T22:30:00.000Z"))
        #expect(read.text == "Bonjour,\n\nNous prenons deux élèves, c’est dit.")
    }

    @Test func `in several parts gives its plain text and the names of its files`() throws {
        let read = try mail(
            """
            From: a@exemple.fr
            Subject: Plan
            Content-Type: multipart/mixed; boundary="ext; \\"x"
            Content-Type-Nothing: x

            avant
            --ext; x
            Content-Type: multipart/alternative; boundary=int

            --int
            Content-Type: text/plain; charset=windows-1252
            Content-Transfer-Encoding: base64

            Vm9pY2kgbGUgcGxhbi4=
            --int
            Content-Type: text/html

            <p>Voici <b>le plan</b>.</p>
            --int--
            --ext; x
            Content-Type: application/pdf; name="plan.pdf"
            Content-Disposition: attachment; filename="=?utf-8?Q?plan_d=27acc=C3=A8s.pdf?="

            JVBERi0=
            --ext; x--
            """.replacing("\\\"", with: ""))
        #expect(read.text == "Voici le plan.")
        #expect(read.attachments == ["plan d'accès.pdf"])
    }

    @Test func `with a page only is read without its tags`() throws {
        let read = try mail(
            """
            From: a@exemple.fr
            Subject: x
            Content-Type: text/html; charset=utf-8

            <html><head><style>p { color: red }</style></head><body><p>Bonjour&nbsp;!</p><script>alert(1)</script>
            <div>Oui &amp; merci<br>A bient&ocirc;t</div></body></html>
            """)
        #expect(read.text == "Bonjour\u{A0}!\n\nOui & merci\nA bientôt")
    }

    @Test(arguments: [
        "Oui pour mars.\n\nLe lun. 23 nov. 2026 à 09:12, Bureau <b@x.fr> a écrit :\n> Bonjour\n> Prenez-vous un élève ?",
        "Oui pour mars.\n\n-----Message d'origine-----\nDe : Bureau", "Oui pour mars.\n> Prenez-vous un élève ?",
        "Oui pour mars.\nOn Mon, Nov 23, 2026, Bureau wrote:\n> x",
    ])
    func `keeps the words of its writer apart from what they answer`(body: String) throws {
        #expect(try mail("From: a@x.fr\nSubject: Re\n\n" + body).ownText == "Oui pour mars.")
    }

    @Test(arguments: [
        "", "Bonjour, ceci est une lettre.", "PK\u{3}\u{4}", "From : a\n\nx", "<html><body>Subject: x</body></html>",
        String(repeating: "a", count: 100_000), ": : :\n\n\n",
    ])
    func `is refused when it is not one`(text: String) {
        #expect(throws: ReceivedMailRefusal.notAMail) { try ReceivedMail(Array(text.utf8)) }
    }

    @Test(arguments: [
        // Cut anywhere, boundaries that never come, words that do not decode, dates that do not exist.
        "From: <\nSubject: =?utf-8?Q?=ZZ?= =?x?y?z =?utf-8?B?é?=\nDate: hier\nContent-Type: multipart/mixed\n\nx",
        "From: a@b@c\nSubject: =?\nContent-Type: multipart/mixed; boundary=b\n\n--b\n--b\n--b--\n--b",
        "From: a\nSubject: x\nContent-Transfer-Encoding: base64\n\n====é====",
        "From: a\nSubject: x\nContent-Transfer-Encoding: quoted-printable\n\n=\n==\n=C3=\n=G1=",
        "From: a\nSubject: x\nDate: Mon, 99 Foo 20266 99:99:99 +9999\n\n",
        "From: \"a, \"b\" <c@d.fr>, <>, @, x@\nSubject:\nTo: ,,,,\n\n\u{0}\u{1}",
    ])
    func `with broken pieces is read for what remains`(text: String) throws {
        let bytes = Array(text.utf8)
        let read = try ReceivedMail(bytes)
        #expect(read.sentAt == nil || read.sentAt != nil)
        // Wherever it is cut, it is read or refused, and nothing else.
        for end in 0..<bytes.count {
            do throws(ReceivedMailRefusal) { _ = try ReceivedMail(Array(bytes[..<end])) } catch { continue }
        }
    }

    @Test func `of another alphabet or of none is read`() throws {
        let head = Array("From: a@x.fr\r\nSubject: D".utf8), body = Array("but\r\n\r\nPay".utf8)
        let latin = head + [0xE9] + body + [0xE9, 0x20, 0x80]
        let read = try ReceivedMail(latin)
        #expect(read.subject == "Début" && read.text == "Payé €")
    }

    @Test func `nested without end, or of parts without end, is read in time`() throws {
        var text = "From: a@x.fr\nSubject: x\n"
        for depth in 0..<200 { text += "Content-Type: multipart/mixed; boundary=b\(depth)\n\n--b\(depth)\n" }
        #expect(try mail(text).text.isEmpty)
        let parts = String(repeating: "--b\n\nx\n", count: 20_000)
        let many = "From: a@x.fr\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + parts
        #expect(try mail(many).text.count < 1_000)
    }
}
