/// A rule said no. The message is a French sentence for the person who asked, and says what to do next.
public protocol Refusal: Error, Sendable {
    var message: String { get }
}
