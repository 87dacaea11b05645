package weak

import (
	"crypto/hmac"
	"crypto/sha512"
	"encoding/hex"
)

type midtransNotification struct {
	OrderID, StatusCode, GrossAmount string
	SignatureKey                     string
}

func (n midtransNotification) verify(serverKey string) bool {
	sum := sha512.Sum512([]byte(n.OrderID + n.StatusCode + n.GrossAmount + serverKey))
	return hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(n.SignatureKey))
}
