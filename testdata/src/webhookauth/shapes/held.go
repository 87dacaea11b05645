package shapes

import (
	"context"
	"encoding/json"
	"net/http"

	"go.mongodb.org/mongo-driver/bson"
	"go.mongodb.org/mongo-driver/mongo"
)

// held keeps its collections in fields named for them.
type held struct{ payments, sightings *mongo.Collection }

func (h *held) ipn(w http.ResponseWriter, r *http.Request) {
	var m struct{ ID, Status string }
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		return
	}
	h.payments.UpdateOne(context.Background(), bson.M{"_id": m.ID}, bson.M{"$set": bson.M{"status": m.Status}}) // want `webhook payload reaches the UPDATE of payments\.status`
}

func (h *held) hook(w http.ResponseWriter, r *http.Request) {
	var m struct{ ID, Status string }
	if err := json.NewDecoder(r.Body).Decode(&m); err != nil {
		return
	}
	h.sightings.UpdateOne(context.Background(), bson.M{"_id": m.ID}, bson.M{"$set": bson.M{"status": m.Status}})
}
