package keys

import (
	"database/sql"
	"fmt"
	"time"
)

// What is looked up under a name with the time in it is not made from the time.
func fetched(db *sql.DB) error {
	partition := fmt.Sprintf("operations_%d", time.Now().Year()*100+time.Now().Hour())
	var key string
	row := db.QueryRow("SELECT idempotency_key FROM operations WHERE partition = $1", partition)
	if err := row.Scan(&key); err != nil {
		return err
	}
	return send(key)
}

type item struct{ Key string }

type pool struct{ items chan item }

func (p *pool) run() error {
	for it := range p.items {
		if err := send(it.Key); err != nil {
			return err
		}
	}
	return nil
}

// The items come later.
func start() error {
	p := &pool{items: make(chan item)}
	return p.run()
}
