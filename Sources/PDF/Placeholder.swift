// The module arrives with its first document.
