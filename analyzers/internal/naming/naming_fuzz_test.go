package naming

import (
	"go/types"
	"strings"
	"testing"
	"unicode"
)

func FuzzWords(f *testing.F) {
	for _, s := range []string{"cardPAN", "userAPIKey", "CVV2", "card[number]", "X-Api-Key", "PANs", "OAuthToken", "İſK", "a1b2C3", "__", "\xff\xfeKey", "支付Order订单"} {
		f.Add(s, `json:"`+s+`,omitempty" gorm:"column:`+s+`;type:text" log:"-"`)
	}
	f.Fuzz(func(t *testing.T, name, tag string) {
		letters := 0
		for _, r := range name {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				letters++
			}
		}
		in := 0
		for _, w := range Words(name) {
			if w == "" {
				t.Fatalf("an empty word in %q", name)
			}
			for _, r := range w {
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
					t.Fatalf("word %q of %q", w, name)
				}
				if !unicode.IsMark(r) { // lower case of one letter may be letter and mark
					in++
				}
			}
		}
		if in != letters {
			t.Fatalf("%d letters in the words of %q, which has %d", in, name, letters)
		}
		n := New(nil)
		n.PaymentWord(name)
		n.SecretName(name)
		if m := n.Match(name); (m.Class == 0) != (n.Class(name) == 0) {
			t.Fatalf("Match and Class disagree about %q", name)
		}
		n.InOwner(tag, name)
		n.FieldMatch(tag, name, tag)
		n.Holds(n.Match(name), types.Typ[types.String])
		FinalState(name)
		SuccessState(name)
		SignatureName(name)
		AuthorizeWord(name)
		StateName(name)
		TagVerdict(tag)
		for _, other := range tagNames(tag) {
			if strings.Contains(other, ",") && !strings.Contains(tag, "gorm") {
				t.Fatalf("name %q of tag %q", other, tag)
			}
		}
		JSONName(name, tag)
	})
}
