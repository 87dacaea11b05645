package pan

var cards = []card{{Number: "@visa@"}} // want `a Visa card number \(4539…\)`
