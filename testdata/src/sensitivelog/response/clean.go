package response

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

func masked(w http.ResponseWriter, c Card) {
	http.Error(w, "card ending in "+c.Number[len(c.Number)-4:]+" was declined", http.StatusPaymentRequired)
	http.Error(w, fmt.Sprintf("card number has %d digits", len(c.Number)), http.StatusBadRequest)
	http.Error(w, "cvv is missing", http.StatusBadRequest)
}

func scheme(ctx *gin.Context) {
	fields := strings.Fields(ctx.GetHeader("authorization"))
	if len(fields) < 2 {
		ctx.JSON(http.StatusUnauthorized, gin.H{"error": "authorization header is missing"})
		return
	}
	err := fmt.Errorf("unsupported authorization type %s", strings.ToLower(fields[0]))
	ctx.JSON(http.StatusUnauthorized, gin.H{"error": err.Error()})
	err = fmt.Errorf("unsupported token %s", fields[1])
	ctx.JSON(http.StatusUnauthorized, gin.H{"error": err.Error()}) // want `is sent to the client`
}

func issued(ctx *gin.Context, accessToken string, c Card) {
	ctx.JSON(http.StatusOK, gin.H{"access_token": accessToken, "brand": c.Brand})
	ctx.JSON(http.StatusBadRequest, gin.H{"error": errors.New("no card").Error()})
}

func codesOnly(orderID string, c Card) error {
	if c.Number == "" {
		return status.Errorf(codes.InvalidArgument, "order %s has no card", orderID)
	}
	return status.Error(codes.InvalidArgument, "internal error")
}
