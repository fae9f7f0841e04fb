/// A text field with known values to pick from; anything else may be typed too.
func suggestedField(
    _ state: FormState, _ name: String, _ label: String, among values: [String],
    _ options: FieldOptions = FieldOptions()
) -> HTML {
    guard !values.isEmpty else { return field(state, name, label, options) }
    var options = options
    options.data.append(("list", "l-" + name))
    let choices = values.map { "<option value=\"\($0)\"></option>" as HTML }
    return "\(field(state, name, label, options))<datalist id=\"l-\(name)\">\(choices)</datalist>"
}
