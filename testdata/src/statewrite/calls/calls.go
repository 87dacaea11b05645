// Package calls stores data in many ways.
package calls

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/Masterminds/squirrel"
	"github.com/uptrace/bun"
	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
	"gorm.io/gorm"
)

// Order is a model.
type Order struct {
	ID     int
	Status string
	Note   string
}

const update = "UPDATE orders SET status = $1, note = $2 WHERE id = $3"

var insert = `INSERT INTO payments (id, status) VALUES (?, 'new')`

// Executor is a team's own interface.
type Executor interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func texts(ctx context.Context, db *sql.DB, ex Executor, id int, status, note, table string) {
	db.Exec(update, status, note, id)                                                       // want `^orders note=note status=status where id$`
	db.Exec(insert, id)                                                                     // want `^payments id=id status='new'$`
	ex.ExecContext(ctx, "UPDATE orders SET status = ? WHERE id = ?", status, id)            // want `^orders status=status where id$`
	db.Exec("UPDATE wallets SET balance = balance + ? WHERE id = ?", id, id)                // want `^wallets balance=id~ where id$`
	db.Exec("UPDATE wallets SET balance = balance - ? WHERE id = ?", id, id)                // want `^wallets balance=id~- where id$`
	db.Exec(fmt.Sprintf("UPDATE %s SET status = '%s' WHERE id = %d", "orders", status, id)) // want `^orders status=status where id$`
	db.Exec("UPDATE "+"orders"+" SET status = 'paid' WHERE id = ?", id)                     // want `^orders status='paid' where id$`
	db.QueryRow("UPDATE orders SET status = $1 WHERE id = $2 RETURNING id", status, id)     // want `^orders status=status where id$`
	db.QueryRow("SELECT status FROM orders WHERE id = $1", id)
	db.Exec("order by status")
	stmt, _ := db.Prepare("UPDATE orders SET status = ? WHERE id = ?")
	stmt.Exec(status, id) // want `^orders status=status where id$`
	db.Exec(table, status)
}

func orm(db *gorm.DB, id int, status string, o *Order) {
	db.Model(&Order{}).Where("id = ? AND status = ?", id, "open").Update("status", status) // want `^model Order status=status where id,status$`
	db.Table("orders").Where("id = ?", id).UpdateColumn("status", "paid")                  // want `^orders status=paid where id$`
	db.Model(o).Updates(map[string]any{"status": status, "note": "x"})                     // want `^model Order note=x status=status$`
	db.Model(o).Updates(Order{Status: status})                                             // want `^model Order Status=status$`
	db.Save(o)                                                                             // want `^model Order whole$`
	db.Create(o)                                                                           // want `^model Order whole$`
	db.Exec("UPDATE orders SET status = ? WHERE id = ?", status, id)                       // want `^orders status=status where id$`
	db.Where("id = ?", id).First(o)
}

func stores(ctx context.Context, db *mongo.Database, id int, status string, o *Order) {
	c := db.Collection("orders")
	c.UpdateOne(ctx, bson.M{"_id": id}, bson.M{"$set": bson.M{"status": status}})                                           // want `^orders status=status where _id$`
	c.UpdateOne(ctx, bson.D{{Key: "_id", Value: id}}, bson.D{{Key: "$set", Value: bson.D{{Key: "status", Value: status}}}}) // want `^orders status=status where _id$`
	c.UpdateOne(ctx, bson.M{"_id": id}, bson.M{"$inc": bson.M{"balance": id}})                                              // want `^orders balance=id~ where _id$`
	c.UpdateOne(ctx, bson.M{"_id": id}, bson.M{"$set": o})                                                                  // want `^orders model Order whole where _id$`
	c.InsertOne(ctx, o)                                                                                                     // want `^orders model Order whole$`
}

func builders(ctx context.Context, db *bun.DB, id int, status string, o *Order) {
	squirrel.Update("orders").Set("status", status).Where(squirrel.Eq{"id": id}).Exec() // want `^orders status=status where id$`
	db.NewUpdate().Model(o).Set("status = ?", status).Where("id = ?", id).Exec(ctx)     // want `^model Order status=status where id$`
}

// OrderUpdateOne is what ent generates.
type OrderUpdateOne struct{}

// SetStatus sets the column.
func (u *OrderUpdateOne) SetStatus(s string) *OrderUpdateOne { return u }

// Save runs it.
func (u *OrderUpdateOne) Save(ctx context.Context) (*Order, error) { return nil, nil }

func generated(ctx context.Context, u *OrderUpdateOne, status string) {
	u.SetStatus(status).Save(ctx) // want `^model Order Status=status$`
}
