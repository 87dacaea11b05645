package store

import (
	"database/sql"
	"fmt"
)

// OpenReplica connects to the replica that the monthly report reads.
func OpenReplica(user, host string) (*sql.DB, error) {
	return sql.Open("mysql", fmt.Sprintf("%s@tcp(%s:3306)/shop?parseTime=true&tls=skip-verify", user, host))
}
