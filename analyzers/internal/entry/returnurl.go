package entry

import (
	"strings"

	"github.com/paylint/paylint/analyzers/internal/guard"
	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/routes"
)

// returnWords name pages that a browser comes back to, wherever they stand in
// a name or route.
var returnWords = map[string]bool{
	"return": true, "returned": true, "returns": true, "success": true, "redirect": true, "done": true, "result": true, "results": true,
	"thank": true, "thanks": true, "thankyou": true, "returnurl": true,
}

// endWords do so at the end only: PaymentCancel and /payment/fail are pages,
// CancelPayment is a command.
var endWords = map[string]bool{
	"cancel": true, "cancelled": true, "canceled": true, "fail": true, "failed": true, "failure": true, "complete": true, "completed": true, "error": true,
}

// threeDS are the names of 3-D Secure in routes.
var threeDS = map[string]bool{"3ds": true, "3ds2": true, "3d": true, "3dsecure": true, "3d-secure": true, "threeds": true}

// ReturnPage reports whether a browser returns to a handler after paying: it
// serves GET, or its name or route says so.
func ReturnPage(t *routes.Table, f *guard.Func) bool {
	named := returnName(guard.Name(f.Fn))
	get, other, browser := false, false, len(t.For(f.Fn)) == 0
	for _, r := range t.For(f.Fn) {
		named = named || returnRoute(r.Path)
		if r.Method == "GET" {
			get = true
		} else if r.Method != "" {
			other = true
		}
		browser = browser || browserMethod(r.Method)
	}
	return browser && (named || get && !other)
}

// browserMethod reports whether a browser that is sent back can use a method.
func browserMethod(method string) bool { return method == "" || method == "GET" || method == "POST" }

// commandWords start the names of commands, whatever else is in them.
var commandWords = map[string]bool{
	"mark": true, "set": true, "update": true, "create": true, "submit": true, "add": true, "post": true, "put": true, "patch": true,
	"delete": true, "save": true, "store": true, "send": true,
}

func returnName(name string) bool {
	w := naming.Words(name)
	if len(w) == 0 || commandWords[w[0]] || returnsGoods(w) {
		return false
	}
	for _, x := range w {
		if returnWords[x] {
			return true
		}
	}
	return len(w) > 1 && endWords[w[len(w)-1]]
}

// returnsGoods reports whether a name is the command to send goods back:
// ReturnOrder, ReturnUserOrder; ReturnURL and ReturnHandler are pages.
func returnsGoods(words []string) bool {
	if words[0] != "return" && words[0] != "returns" || len(words) == 1 {
		return false
	}
	for _, w := range words[1:] {
		switch w {
		case "order", "orders", "item", "items", "product", "products", "goods", "purchase", "sale":
			return true
		}
	}
	return false
}

func returnRoute(path string) bool {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	for i, s := range segments {
		if strings.HasPrefix(s, ":") || strings.HasPrefix(s, "{") {
			continue
		}
		for _, w := range naming.Words(s) {
			if returnWords[w] {
				return true
			}
			// /payment/cancel is a page, /orders/{id}/cancel a command.
			if endWords[w] && i == len(segments)-1 && i > 0 && !strings.ContainsAny(segments[i-1], ":{") && len(naming.Words(s)) == 1 &&
				(naming.PaymentWord(segments[i-1]) || threeDS[strings.ToLower(segments[i-1])]) {
				return true
			}
		}
	}
	return false
}
