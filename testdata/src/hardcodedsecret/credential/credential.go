// Package credential hands constants to libraries as credentials.
package credential

import (
	"database/sql"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/smtp"
	"os"

	"github.com/gin-gonic/gin"
	"github.com/go-resty/resty/v2"
	"github.com/razorpay/razorpay-go"
	"github.com/redis/go-redis/v9"
	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/ssh"
)

func basic(req *http.Request) {
	req.SetBasicAuth("shop", "monday12") // want `a literal \(mond…\) is the credential handed to \(http.Request\).SetBasicAuth`
}

func bearer(req *http.Request) {
	req.Header.Set("Authorization", "Bearer tuesday12") // want `a literal \(tues…\) is the credential handed to \(http.Header\).Set`
	req.Header.Set("X-Api-Key", "wednesday12")          // want `a literal \(wedn…\) is the credential handed to \(http.Header\).Set`
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
	req.SetBasicAuth(os.Getenv("STRIPE_KEY"), "")
}

func sdk() *razorpay.Client {
	return razorpay.NewClient("rzp_test_abcdefghijklmn", "thursday12") // want `a literal \(thur…\) is the credential handed to razorpay-go.NewClient`
}

func options() *redis.Client {
	return redis.NewClient(&redis.Options{
		Addr:     "redis:6379",
		Password: "friday12!", // want `a literal \(frid…\) is the credential handed to Options`
	})
}

func mail() smtp.Auth {
	password := "saturday12" // want `a literal \(satu…\) is the credential handed to smtp.PlainAuth`
	return smtp.PlainAuth("", "shop", password, "mail")
}

func shell() ssh.AuthMethod {
	return ssh.Password("sunday12") // want `a literal \(sund…\) is the credential handed to ssh.Password`
}

func hash(password string) ([]byte, error) { return bcrypt.GenerateFromPassword([]byte(password), 10) }

func root() ([]byte, error) {
	return hash("123456") // want `a literal \(123…\) is the credential handed to credential.hash, which hands it to bcrypt.GenerateFromPassword`
}

func database() (*sql.DB, error) {
	return sql.Open("mysql", "shop:monday13@tcp(db.shop.net:3306)/shop") // want `a connection string with a literal password \(mond…\) reaches sql.Open`
}

func pairs() (*sql.DB, error) {
	return sql.Open("postgres", "host=db.shop.net user=shop password=tuesday13 dbname=shop") // want `a connection string with a literal password \(tues…\) reaches sql.Open`
}

// Clean.

func formatted() (*sql.DB, error) {
	return sql.Open("mysql", fmt.Sprintf("%s:%s@tcp(%s)/shop", os.Getenv("DB_USER"), os.Getenv("DB_PASSWORD"), os.Getenv("DB_HOST")))
}

func noPassword() (*sql.DB, error) { return sql.Open("sqlite", "file:shop.db") }

func unset() *redis.Client { return redis.NewClient(&redis.Options{Addr: "redis:6379", Password: ""}) }

func publishable(req *http.Request) { req.SetBasicAuth("pk_live_abc", "") }

// The bank's certificate has the merchant's id as its password.
func certificate(merchantID string) smtp.Auth {
	return smtp.PlainAuth("", merchantID, merchantID, "bank")
}

func merchant() smtp.Auth { return certificate("1368139502") }

// A marker for "not changed", compared with further down.
func profile(pass string) ([]byte, error) {
	if pass == "" {
		pass = "$UN_CHANGED"
	}
	if pass == "$UN_CHANGED" {
		return nil, nil
	}
	return bcrypt.GenerateFromPassword([]byte(pass), 10)
}

// One part of a token is constant, the other is not.
func scheme(req *http.Request, signature string) {
	req.Header.Set("Authorization", "SHOP2-SHA256-RSA2048 mchid=77,signature="+signature)
}

// Headers are set as a map.
func headerMap(token string) []http.Header {
	return []http.Header{
		{"Accept": {"application/json"}, "Authorization": {"Basic " + base64.StdEncoding.EncodeToString([]byte("shop:monday14"))}}, // want `a literal \(shop…\) is the credential handed to http.Header`
		{"X-Api-Key": {"wednesday14"}}, // want `a literal \(wedn…\) is the credential handed to http.Header`
		{"Authorization": {"Bearer " + token}},
		{"Accept": {"application/vnd.shop.v14+json"}, "X-Request-Source": {"settlement-worker-14"}},
	}
}

func restyHeaders(c *resty.Client, key string) {
	c.SetHeaders(map[string]string{"X-Api-Key": "@random24@", "X-Source": "worker14"}) // want `a literal \(.*…\) is the credential handed to \(resty.Client\).SetHeaders`
	c.SetHeaders(map[string]string{"X-Api-Key": key, "X-Source": "worker14"})
}

// What a library's Password field is set to is a password, even if it could be
// a name.
func worded() *redis.Options {
	return &redis.Options{Addr: "redis-shop:6379", Password: "m0nday-rw"} // want `a literal \(m0nd…\) is the credential handed to Options`
}

func settingName() *redis.Options {
	return &redis.Options{Addr: "redis-shop:6379", Password: os.Getenv("REDIS_PASSWORD"), Username: "shop-rw14"}
}

func accounts() []gin.Accounts {
	return []gin.Accounts{
		{"backoffice": "b4ckoffice!"}, // want `a literal \(b4ck…\) is the credential handed to gin.Accounts`
		{"backoffice": os.Getenv("BACKOFFICE_PASSWORD")},
	}
}

// The user is no secret, the password is.
func formattedHeader(req *http.Request) {
	req.Header.Add("Authorization", fmt.Sprintf("ApiKey %s:%s", "acme", "sund4y-14-key")) // want `a literal \(sund…\) is the credential handed to \(http.Header\).Add`
	req.Header.Add("Authorization", fmt.Sprintf("ApiKey %s:%s", "acme", os.Getenv("ACME_KEY")))
}

const dbPassword = "Shop!2023" // want `a literal \(Shop…\) is the value of the credential in dbPassword`

// Reported where the password is declared.
func joined() (*sql.DB, error) {
	return sql.Open("mysql", "shop:"+dbPassword+"@tcp(db.shop.net:3306)/shop")
}

func appPassword() smtp.Auth {
	return smtp.PlainAuth("", "shop", "yxqz kfpw mjtr wlba", "mail") // want `a literal \(yxqz…\) is the credential handed to smtp.PlainAuth`
}

func formattedPassword() (*sql.DB, error) {
	return sql.Open("postgres", fmt.Sprintf("postgres://shop:%s@%s/shop", "frid4y-db", os.Getenv("DB_HOST"))) // want `a connection string with a literal password \(frid…\) reaches sql.Open`
}

func formattedPairs() (*sql.DB, error) {
	return sql.Open("postgres", fmt.Sprintf("host=%s user=%s password=%s", "db-host-1", "shop-rw-1", "frid4y-pg")) // want `a connection string with a literal password \(frid…\) reaches sql.Open`
}

func formattedHost() (*sql.DB, error) {
	return sql.Open("postgres", fmt.Sprintf("host=%s user=%s password=%s", "db-host-1", "shop-rw-1", os.Getenv("DB_PASSWORD")))
}
