// Package naming reads meaning out of names: is this identifier, field, map
// key, header or environment variable a card number, a credential, a payment
// word, a transaction state?
//
// Names are split into words first (camelCase, snake_case, kebab-case, digits,
// acronyms) and matched on whole words, never on substrings: "pan" is in
// "panic", "pin" in "shipping". A match can be cancelled by the words around it
// (tokenType, hasPassword, maskedPan); that is what the look-alike tables are.
// What remains is filtered by type: a bool or an enum holds no secret.
package naming
