/// How a quotation relates to the text of the subject.
enum QuotationMatch {
    case exact
    /// Most pairs of words are the text's: a slip of the pen, or of the automatic reading.
    case close
    case absent
}
