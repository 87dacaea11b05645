package ssaflow

import (
	"regexp"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/memo"
	"github.com/paylint/paylint/analyzers/internal/symbols"
)

// transfer says what a function of another module does with its arguments.
type transfer struct {
	// pass are the arguments that the result is made of; -1 is the receiver.
	pass []int
	// fill says which argument (-1: receiver) is written with what: the value
	// of argument src, under the key in argument key when that is not negative.
	fill []fill
	// bits are added to what passes.
	bits Barrier
	// concat says that the result is text made of several parts.
	concat bool
	// lookup says that the part with the key in the last argument is passed.
	lookup bool
}

type fill struct {
	dst, src, key int
}

// all stands for every argument, the receiver not included.
const all = -2

// transfers is the table of functions that pass values on. Packages whose
// functions all behave alike are in transferOf.
var transfers = map[string]transfer{
	"fmt.Sprint":   {pass: []int{all}, concat: true},
	"fmt.Sprintf":  {pass: []int{all}, concat: true},
	"fmt.Sprintln": {pass: []int{all}, concat: true},
	"fmt.Errorf":   {pass: []int{all}, concat: true},
	"fmt.Append":   {pass: []int{all}, concat: true},
	"fmt.Appendf":  {pass: []int{all}, concat: true},
	"fmt.Appendln": {pass: []int{all}, concat: true},
	"fmt.Fprint":   {fill: []fill{{0, all, -1}}},
	"fmt.Fprintf":  {fill: []fill{{0, all, -1}}},
	"fmt.Fprintln": {fill: []fill{{0, all, -1}}},
	"fmt.Sscan":    {fill: []fill{{1, 0, -1}}},
	"fmt.Sscanf":   {fill: []fill{{2, 0, -1}}},

	"errors.New":                         {pass: []int{0}},
	"errors.Join":                        {pass: []int{all}},
	"errors.Unwrap":                      {pass: []int{0}},
	"error.Error":                        {pass: []int{-1}},
	"github.com/pkg/errors.New":          {pass: []int{0}},
	"github.com/pkg/errors.Errorf":       {pass: []int{all}, concat: true},
	"github.com/pkg/errors.Wrap":         {pass: []int{all}, concat: true},
	"github.com/pkg/errors.Wrapf":        {pass: []int{all}, concat: true},
	"github.com/pkg/errors.WithMessage":  {pass: []int{all}, concat: true},
	"github.com/pkg/errors.WithMessagef": {pass: []int{all}, concat: true},
	"github.com/pkg/errors.WithStack":    {pass: []int{0}},
	"github.com/pkg/errors.Cause":        {pass: []int{0}},

	"encoding/json.Marshal":                         {pass: []int{0}},
	"encoding/json.MarshalIndent":                   {pass: []int{0}},
	"encoding/json.Unmarshal":                       {fill: []fill{{1, 0, -1}}},
	"encoding/json.NewDecoder":                      {pass: []int{0}},
	"encoding/json.Decoder.Decode":                  {fill: []fill{{0, -1, -1}}},
	"encoding/json.Encoder.Encode":                  {fill: []fill{{-1, 0, -1}}},
	"encoding/json.Indent":                          {fill: []fill{{0, 1, -1}}},
	"encoding/json.Compact":                         {fill: []fill{{0, 1, -1}}},
	"encoding/xml.Marshal":                          {pass: []int{0}},
	"encoding/xml.MarshalIndent":                    {pass: []int{0}},
	"encoding/xml.Unmarshal":                        {fill: []fill{{1, 0, -1}}},
	"encoding/xml.NewDecoder":                       {pass: []int{0}},
	"encoding/xml.Decoder.Decode":                   {fill: []fill{{0, -1, -1}}},
	"encoding/gob.NewDecoder":                       {pass: []int{0}},
	"encoding/gob.Decoder.Decode":                   {fill: []fill{{0, -1, -1}}},
	"github.com/goccy/go-json.Marshal":              {pass: []int{0}},
	"github.com/goccy/go-json.Unmarshal":            {fill: []fill{{1, 0, -1}}},
	"github.com/bytedance/sonic.Marshal":            {pass: []int{0}},
	"github.com/bytedance/sonic.MarshalString":      {pass: []int{0}},
	"github.com/bytedance/sonic.Unmarshal":          {fill: []fill{{1, 0, -1}}},
	"github.com/json-iterator/go.Marshal":           {pass: []int{0}},
	"github.com/json-iterator/go.Unmarshal":         {fill: []fill{{1, 0, -1}}},
	"github.com/json-iterator/go.API.Marshal":       {pass: []int{0}},
	"github.com/json-iterator/go.API.Unmarshal":     {fill: []fill{{1, 0, -1}}},
	"google.golang.org/protobuf/proto.Marshal":      {pass: []int{0}},
	"google.golang.org/protobuf/proto.Unmarshal":    {fill: []fill{{1, 0, -1}}},
	"github.com/mitchellh/mapstructure.Decode":      {fill: []fill{{1, 0, -1}}},
	"github.com/go-viper/mapstructure.Decode":       {fill: []fill{{1, 0, -1}}},
	"gopkg.in/yaml.Unmarshal":                       {fill: []fill{{1, 0, -1}}},
	"gopkg.in/yaml.Marshal":                         {pass: []int{0}},
	"github.com/tidwall/gjson.GetBytes":             {pass: []int{0}, lookup: true},
	"github.com/tidwall/gjson.Get":                  {pass: []int{0}, lookup: true},
	"github.com/tidwall/gjson.ParseBytes":           {pass: []int{0}},
	"github.com/tidwall/gjson.Parse":                {pass: []int{0}},
	"github.com/tidwall/gjson.Result.Get":           {pass: []int{-1}, lookup: true},
	"github.com/tidwall/gjson.Result.String":        {pass: []int{-1}},
	"github.com/tidwall/gjson.Result.Int":           {pass: []int{-1}},
	"github.com/tidwall/gjson.Result.Float":         {pass: []int{-1}},
	"github.com/davecgh/go-spew/spew.Sdump":         {pass: []int{all}, concat: true},
	"github.com/davecgh/go-spew/spew.Sprintf":       {pass: []int{all}, concat: true},
	"github.com/kr/pretty.Sprint":                   {pass: []int{all}, concat: true},
	"github.com/k0kubun/pp.Sprint":                  {pass: []int{all}, concat: true},
	"github.com/goccy/go-json.NewDecoder":           {pass: []int{0}},
	"github.com/goccy/go-json.Decoder.Decode":       {fill: []fill{{0, -1, -1}}},
	"github.com/json-iterator/go.API.NewDecoder":    {pass: []int{0}},
	"github.com/json-iterator/go.Decoder.Decode":    {fill: []fill{{0, -1, -1}}},
	"github.com/gorilla/schema.Decoder.Decode":      {fill: []fill{{0, 1, -1}}},
	"github.com/google/go-querystring/query.Values": {pass: []int{0}},

	"io.ReadAll":                       {pass: []int{0}},
	"io/ioutil.ReadAll":                {pass: []int{0}},
	"io.NopCloser":                     {pass: []int{0}},
	"io/ioutil.NopCloser":              {pass: []int{0}},
	"io.LimitReader":                   {pass: []int{0}},
	"io.TeeReader":                     {pass: []int{0}, fill: []fill{{1, 0, -1}}},
	"io.MultiReader":                   {pass: []int{all}},
	"io.Copy":                          {fill: []fill{{0, 1, -1}}},
	"io.CopyN":                         {fill: []fill{{0, 1, -1}}},
	"io.WriteString":                   {fill: []fill{{0, 1, -1}}},
	"io.ReadFull":                      {fill: []fill{{1, 0, -1}}},
	"io.Reader.Read":                   {fill: []fill{{0, -1, -1}}},
	"io.Writer.Write":                  {fill: []fill{{-1, 0, -1}}},
	"io.StringWriter.WriteString":      {fill: []fill{{-1, 0, -1}}},
	"net/http.MaxBytesReader":          {pass: []int{1}},
	"bufio.NewReader":                  {pass: []int{0}},
	"bufio.NewScanner":                 {pass: []int{0}},
	"bufio.Scanner.Text":               {pass: []int{-1}},
	"bufio.Scanner.Bytes":              {pass: []int{-1}},
	"bufio.Reader.ReadString":          {pass: []int{-1}},
	"bytes.NewBuffer":                  {pass: []int{0}},
	"bytes.NewBufferString":            {pass: []int{0}},
	"bytes.NewReader":                  {pass: []int{0}},
	"bytes.Buffer.String":              {pass: []int{-1}},
	"bytes.Buffer.Bytes":               {pass: []int{-1}},
	"bytes.Buffer.Write":               {fill: []fill{{-1, 0, -1}}},
	"bytes.Buffer.WriteString":         {fill: []fill{{-1, 0, -1}}},
	"bytes.Buffer.ReadFrom":            {fill: []fill{{-1, 0, -1}}},
	"strings.NewReader":                {pass: []int{0}},
	"strings.Builder.String":           {pass: []int{-1}},
	"strings.Builder.Write":            {fill: []fill{{-1, 0, -1}}},
	"strings.Builder.WriteString":      {fill: []fill{{-1, 0, -1}}},
	"strings.NewReplacer":              {},
	"strings.Replacer.Replace":         {pass: []int{0}},
	"strings.Map":                      {pass: []int{1}, bits: Masked},
	"strings.Repeat":                   {pass: []int{0}},
	"regexp.Regexp.ReplaceAllString":   {pass: []int{0}, bits: Masked},
	"regexp.Regexp.ReplaceAll":         {pass: []int{0}, bits: Masked},
	"regexp.Regexp.FindString":         {pass: []int{0}},
	"regexp.Regexp.FindStringSubmatch": {pass: []int{0}},

	"net/url.Parse":                {pass: []int{0}},
	"net/url.ParseRequestURI":      {pass: []int{0}},
	"net/url.ParseQuery":           {pass: []int{0}},
	"net/url.JoinPath":             {pass: []int{all}},
	"net/url.QueryEscape":          {pass: []int{0}},
	"net/url.PathEscape":           {pass: []int{0}},
	"net/url.QueryUnescape":        {pass: []int{0}},
	"net/url.User":                 {pass: []int{0}},
	"net/url.UserPassword":         {pass: []int{all}},
	"net/url.URL.Redacted":         {pass: []int{-1}, bits: Masked},
	"net/url.URL.String":           {pass: []int{-1}},
	"net/url.URL.Query":            {pass: []int{-1}},
	"net/url.URL.JoinPath":         {pass: []int{-1, all}},
	"net/url.URL.ResolveReference": {pass: []int{-1, 0}},
	"net/url.Values.Encode":        {pass: []int{-1}},
	"net/url.Values.Get":           {pass: []int{-1}, lookup: true},
	"net/url.Values.Set":           {fill: []fill{{-1, 1, 0}}},
	"net/url.Values.Add":           {fill: []fill{{-1, 1, 0}}},
	"net/http.Header.Get":          {pass: []int{-1}, lookup: true},
	"net/http.Header.Values":       {pass: []int{-1}, lookup: true},
	"net/http.Header.Clone":        {pass: []int{-1}},
	"net/http.Header.Set":          {fill: []fill{{-1, 1, 0}}},
	"net/http.Header.Add":          {fill: []fill{{-1, 1, 0}}},
	"net/http.Request.WithContext": {pass: []int{-1}},
	"net/http.Request.Clone":       {pass: []int{-1}},
	"maps.Clone":                   {pass: []int{0}},
	"maps.Copy":                    {fill: []fill{{0, 1, -1}}},
	"slices.Clone":                 {pass: []int{0}},
	"slices.Concat":                {pass: []int{all}},
	"cmp.Or":                       {pass: []int{all}},
	"context.WithValue":            {pass: []int{0, 2}},
	"context.WithTimeout":          {pass: []int{0}},
	"context.WithCancel":           {pass: []int{0}},
	"context.WithDeadline":         {pass: []int{0}},
	"sync.Pool.Get":                {},
	"sync/atomic.Bool.Load":        {pass: []int{-1}},
	"sync/atomic.Bool.Store":       {fill: []fill{{-1, 0, -1}}},
	"sync/atomic.Value.Load":       {pass: []int{-1}},
	"sync/atomic.Value.Store":      {fill: []fill{{-1, 0, -1}}},
	"sync/atomic.Pointer.Load":     {pass: []int{-1}},
	"sync/atomic.Pointer.Store":    {fill: []fill{{-1, 0, -1}}},
	"time.Time.String":             {pass: []int{-1}},
	"time.Time.Format":             {pass: []int{-1}},
	"reflect.ValueOf":              {pass: []int{0}},

	"crypto/hmac.New":                                 {pass: []int{1}, bits: Hashed},
	"crypto/subtle.ConstantTimeCompare":               {},
	"hash.Hash.Sum":                                   {pass: []int{-1}, bits: Hashed},
	"hash.Hash.Write":                                 {fill: []fill{{-1, 0, -1}}},
	"golang.org/x/crypto/bcrypt.GenerateFromPassword": {pass: []int{0}, bits: Hashed},
	"golang.org/x/crypto/argon2.IDKey":                {pass: []int{0}, bits: Hashed},
	"golang.org/x/crypto/scrypt.Key":                  {pass: []int{0}, bits: Hashed},
	"golang.org/x/crypto/pbkdf2.Key":                  {pass: []int{0}, bits: Hashed},
	"crypto/cipher.Block.Encrypt":                     {fill: []fill{{0, 1, -1}}, bits: Encrypted},
	"crypto/cipher.BlockMode.CryptBlocks":             {fill: []fill{{0, 1, -1}}, bits: Encrypted},
	"encoding/csv.Writer.Write":                       {fill: []fill{{-1, 0, -1}}},
	"crypto/cipher.AEAD.Seal":                         {pass: []int{2}, bits: Encrypted},
	"crypto/cipher.AEAD.Open":                         {pass: []int{2}},
	"crypto/rsa.EncryptOAEP":                          {pass: []int{3}, bits: Encrypted},
	"crypto/rsa.EncryptPKCS1v15":                      {pass: []int{2}, bits: Encrypted},

	"github.com/stripe/stripe-go.String":      {pass: []int{0}},
	"github.com/stripe/stripe-go.Int64":       {pass: []int{0}},
	"github.com/stripe/stripe-go.Bool":        {pass: []int{0}},
	"github.com/stripe/stripe-go.Float64":     {pass: []int{0}},
	"github.com/aws/aws-sdk-go/aws.String":    {pass: []int{0}},
	"github.com/aws/aws-sdk-go-v2/aws.String": {pass: []int{0}},
}

// transferOf returns what a function of another module does.
func transferOf(ref symbols.Ref) (transfer, bool) {
	if t, ok := transfers[ref.Pkg+"."+ref.Symbol()]; ok {
		return t, true
	}
	switch ref.Pkg {
	case "":
		if ref.Name == "Error" {
			return transfer{pass: []int{-1}}, true
		}
	case "strings", "bytes":
		switch {
		case ref.Recv != "":
			return transfer{}, false
		case strings.HasPrefix(ref.Name, "Has"), strings.HasPrefix(ref.Name, "Contains"), strings.HasPrefix(ref.Name, "Index"),
			strings.HasPrefix(ref.Name, "LastIndex"), strings.HasPrefix(ref.Name, "Equal"), ref.Name == "Count", ref.Name == "Compare":
			return transfer{pass: []int{0}, bits: Length}, true
		case ref.Name == "ReplaceAll" || ref.Name == "Replace":
			return transfer{pass: []int{0, 2}}, true
		case ref.Name == "Join":
			return transfer{pass: []int{0}, concat: true}, true
		}
		return transfer{pass: []int{0}}, true
	case "strconv":
		return transfer{pass: []int{all}}, true
	case "encoding/hex", "encoding/base64", "encoding/base32", "encoding/pem":
		if strings.HasPrefix(ref.Name, "Encode") || strings.HasPrefix(ref.Name, "Decode") {
			if strings.HasSuffix(ref.Name, "String") || ref.Pkg == "encoding/pem" || ref.Name == "DecodeString" {
				return transfer{pass: []int{0}}, true
			}
			if ref.Name == "Encode" || ref.Name == "Decode" {
				return transfer{fill: []fill{{0, 1, -1}}}, true
			}
		}
		return transfer{pass: []int{0}}, true
	case "unicode/utf8", "utf8string":
		return transfer{pass: []int{0}, bits: Length}, true
	}
	if hashPackage(ref.Pkg) && (strings.HasPrefix(ref.Name, "Sum") || strings.HasPrefix(ref.Name, "Checksum")) {
		return transfer{pass: []int{0}, bits: Hashed}, true
	}
	return transfer{}, false
}

func hashPackage(pkg string) bool {
	return strings.HasPrefix(pkg, "crypto/sha") || pkg == "crypto/md5" || strings.HasPrefix(pkg, "hash/") ||
		strings.HasPrefix(pkg, "golang.org/x/crypto/sha") || strings.HasPrefix(pkg, "golang.org/x/crypto/blake")
}

// maskWords are names of functions that take the secret out of a value.
var maskWords = regexp.MustCompile(`(?i)(mask|redact|obfuscat|sanitiz|sanitis|scrub|hide|censor|truncat|anonymi|last4|lastfour|fingerprint|hash|encrypt|tokeniz|tokenis)`)

// maskBarrier is what the name of a function without a body promises.
func maskBarrier(name string) Barrier { return masking.Of(name) }

var masking = memo.New(func(name string) Barrier {
	m := strings.ToLower(maskWords.FindString(name))
	switch {
	case m == "":
		return 0
	case m == "hash" || m == "fingerprint":
		return Hashed
	case m == "encrypt" || strings.HasPrefix(m, "token"):
		return Encrypted
	}
	return Masked
})

// fillWords are names of functions that write to what an argument points to.
var fillWords = regexp.MustCompile(`(?i)^(unmarshal|decode|scan|bind|shouldbind|mustbind|parse|read|load|process|first|find|take|get|select|last|one|all|into|fill|populate|copy|structscan|viper|query|body|receive)`)

// isFlagVar reports whether a function makes a variable a command-line flag.
func isFlagVar(ref symbols.Ref) bool {
	return (ref.Pkg == "flag" || strings.HasSuffix(ref.Pkg, "/pflag")) && (strings.HasSuffix(ref.Name, "Var") || strings.HasSuffix(ref.Name, "VarP"))
}
