package flow

import "database/sql"

// A destination in a list of arguments is written like any other.
func scanned(row *sql.Row) {
	var id, secret string
	if err := row.Scan(&id, &secret); err != nil {
		return
	}
	show(secret) // want `call \(sql\.Row\)\.Scan`
}
