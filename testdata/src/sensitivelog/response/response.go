// Package response sends sensitive values back.
package response

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type Card struct {
	Number string
	CVV    string
	Brand  string
}

func handler(w http.ResponseWriter, r *http.Request) {
	var c Card
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	http.Error(w, "bad card "+c.Number, http.StatusBadRequest) // want `card number c.Number is sent to the client by http.Error`
	http.Error(w, "bad card brand "+c.Brand, http.StatusBadRequest)
	err := fmt.Errorf("bad card %s", c.Number)
	http.Error(w, err.Error(), http.StatusBadRequest) // want `card number c.Number is sent to the client by http.Error`
}

func ginHandler(ctx *gin.Context, c Card, token string) {
	ctx.JSON(http.StatusBadRequest, gin.H{"error": "declined", "card": c.Number}) // want `card number c.Number is sent to the client by \(\*gin.Context\).JSON`
	ctx.JSON(http.StatusBadRequest, gin.H{"error": errors.New("declined").Error()})
	ctx.JSON(http.StatusOK, gin.H{"token": token})
	ctx.JSON(http.StatusOK, gin.H{"cvv": c.CVV}) // want `card verification code c.CVV is sent to the client`
}

func rpc(c Card) error {
	if c.Brand == "" {
		return status.Error(codes.InvalidArgument, "brand is missing")
	}
	return status.Errorf(codes.InvalidArgument, "card %s declined", c.Number) // want `card number c.Number is sent to the client by status.Errorf`
}
