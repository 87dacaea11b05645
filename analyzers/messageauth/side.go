package messageauth

import (
	"go/token"
	"slices"
	"strings"

	"github.com/paylint/paylint/analyzers/internal/naming"
	"github.com/paylint/paylint/analyzers/internal/ssaflow"
	"github.com/paylint/paylint/analyzers/internal/symbols"
	"golang.org/x/tools/go/ssa"
)

// side is what is known about one side of a comparison.
type side struct {
	value ssa.Value
	// mac is the hmac.New behind the value: a keyed MAC.
	mac *hashUse
	// digest is the plain hash behind the value; keyed says what secret it
	// covers, "" when none is seen.
	digest *hashUse
	keyed  string
	// password says that the hash covers a password: it is stored, not sent.
	password bool
	// data says that the hash covers something beside secrets and constants.
	data bool
	// reencoded is the hash call that covers a value marshalled again.
	reencoded *reencoding
	// signature is the name of a signature that was handed in: a header, a
	// field, a key, a parameter. header says that it names a header.
	signature  string
	header     bool
	headerName string
	// hash is like signature for names that only say hash or digest.
	hash string
	// input says that the value comes from a request; secretInput is its name
	// when that says it is a credential.
	input       bool
	secretInput string
	// secret is the name of a configured secret.
	secret string
	// credential is the name of a field or variable that holds a credential,
	// wherever it comes from.
	credential string
	// key is the name of a configured key, and keyInput that of request input
	// named like one: each alone may be something else.
	key, keyInput string
	// setting is the name of a setting, whatever it holds.
	setting string
	// param is the name of a parameter that holds a credential.
	param string
	// computed says that the value is the result of a function whose name says
	// that it signs.
	computed bool
	// validator says that the value is a header with an entity tag or checksum.
	validator bool
	// literal says that the value is a constant; text is the last one.
	literal bool
	text    string
	// length says that all that is left is a length or a comparison.
	length bool

	trace *ssaflow.Origin
}

// hashUse is a call that makes a hash.
type hashUse struct {
	name string // "SHA-256"
	weak bool   // MD5 or SHA-1
	pos  token.Pos
	call ssa.CallInstruction // nil in another package
}

type reencoding struct {
	pos, end token.Pos
	name     string
}

// hashNames are the hash packages and what messages call them.
var hashNames = map[string]string{
	"crypto/md5": "MD5", "crypto/sha1": "SHA-1", "crypto/sha256": "SHA-256", "crypto/sha512": "SHA-512", "crypto/sha3": "SHA-3",
	"golang.org/x/crypto/sha3": "SHA-3", "golang.org/x/crypto/md4": "MD4",
}

func hashName(ref symbols.Ref) (string, bool) {
	name, ok := hashNames[ref.Pkg]
	if !ok || !strings.HasPrefix(ref.Name, "Sum") && !strings.HasPrefix(ref.Name, "New") {
		return "", false
	}
	if name == "SHA-512" && strings.Contains(ref.Name, "384") {
		name = "SHA-384"
	}
	return name, true
}

// keyedHash reports whether a function of another library starts a MAC.
func keyedHash(ref symbols.Ref) bool {
	switch ref.Pkg {
	case "golang.org/x/crypto/poly1305", "github.com/aead/cmac", "github.com/dchest/siphash":
		return strings.HasPrefix(ref.Name, "New") || strings.HasPrefix(ref.Name, "Sum")
	}
	return false
}

func weakHash(name string) bool { return name == "MD5" || name == "SHA-1" || name == "MD4" }

// maxVisits bounds how many arguments of callers are looked at for one side.
const maxVisits = 20

// classify finds out what v is where instruction at uses it.
func (c *checker) classify(v ssa.Value, path ssaflow.Path, at ssa.Instruction) *side {
	s := &side{value: v}
	literals, others, lengths, budget := 0, 0, 0, maxVisits
	var visit func(v ssa.Value, path ssaflow.Path, at ssa.Instruction, depth int)
	visit = func(v ssa.Value, path ssaflow.Path, at ssa.Instruction, depth int) {
		if budget--; budget < 0 {
			return
		}
		for _, o := range c.flow.Origins(v, ssaflow.Query{At: at, Path: path}) {
			switch {
			case o.Barrier&ssaflow.Length != 0 || o.Kind == ssaflow.Op:
				lengths++
				continue
			case o.Kind == ssaflow.Const:
				if text, ok := o.StringConst(); ok && text != "" {
					literals++
					s.text = text
				}
			case o.Kind != ssaflow.Zero:
				others++
			}
			c.origin(s, o)
			if o.Kind == ssaflow.Param && depth < 3 && o.Fn != nil && o.Value != nil {
				for i, call := range c.flow.Callers(o.Fn) {
					if i == 8 {
						break
					}
					if arg := argument(call, o.Index); arg != nil {
						visit(arg, o.Path, call, depth+1)
					}
				}
			}
		}
	}
	visit(v, path, at, 0)
	if s.password {
		s.keyed = ""
	}
	s.length = lengths > 0 && others == 0 && literals == 0
	s.literal = others == 0 && s.mac == nil && s.digest == nil
	return s
}

// argument returns what a call hands to parameter i, receiver first.
func argument(call ssa.CallInstruction, i int) ssa.Value {
	common := call.Common()
	if common.IsInvoke() {
		if i == 0 {
			return common.Value
		}
		i--
	}
	if i < len(common.Args) {
		return common.Args[i]
	}
	return nil
}

// origin adds what one origin and the way from it say.
func (c *checker) origin(s *side, o *ssaflow.Origin) {
	hashed := false // steps from here on are behind a hash
	var nearest token.Pos
	var nearestCall ssa.Instruction
	var marshalled *ssaflow.Step
	parts := false // what is hashed are parts of something decoded
	firstName := true
	key := false // a secret is hashed
	for _, st := range o.Steps {
		switch st.Kind {
		case ssaflow.CallStep:
			ref := st.Callee
			if ref.Pkg == "crypto/hmac" && ref.Name == "New" {
				if s.mac == nil {
					s.mac = c.hmacUse(st)
				}
				s.trace = o
				hashed = true
				continue
			}
			if name, ok := hashName(ref); ok || ref.Is("hash", "Hash.Sum") {
				if ok && s.digest == nil {
					call, _ := st.Instr.(ssa.CallInstruction)
					s.digest = &hashUse{name: name, weak: weakHash(name), pos: st.Pos, call: call}
				}
				hashed = true
				if ok {
					nearest, nearestCall = st.Pos, st.Instr
				}
			}
			switch {
			case ref.Name == "Write" || ref.Name == "WriteString" || ref.Is("fmt", "Fprintf") || ref.Is("fmt", "Fprint") || ref.Is("io", "Copy"):
				if hashed && marshalled == nil && st.Instr != nil {
					nearest, nearestCall = st.Pos, st.Instr
				}
			case hashed && marshalled == nil && c.decodes(ref):
				parts = true
			case hashed && !parts && strings.HasPrefix(ref.Name, "Marshal") && encoder(ref.Pkg):
				marshalled = st
			case marshalled != nil && s.reencoded == nil && c.decodes(ref) && nearest.IsValid() && !element(o):
				s.reencoded = &reencoding{pos: nearest, end: nearest, name: marshalled.Callee.String()}
				if n := nodeOf(c.flow, nearestCall); n != nil {
					s.reencoded.pos, s.reencoded.end = n.Pos(), n.End()
				}
			case !hashed && headerGet(ref):
				if name := constArg(st.Instr); name != "" {
					s.validator = s.validator || validatorHeader(name)
					c.named(s, name, true, firstName)
					s.header, s.headerName = true, name
					s.input = s.input || !responseOrigin(o)
					firstName = false
				}
			case !hashed && signing(ref.Name) && ref.Pkg != "crypto/hmac":
				s.computed = true
			}
		case ssaflow.NameStep, ssaflow.FieldStep, ssaflow.KeyStep:
			if hashed {
				s.password = s.password || slices.ContainsFunc(naming.Words(st.Name), passwordWord)
				if c.keyMaterial(st.Name) {
					key = true
					if s.keyed == "" && marshalled == nil {
						s.keyed = st.Name
					}
				}
				continue
			}
			if st.Kind == ssaflow.NameStep {
				if st.Value != nil {
					if _, ok := st.Value.(*ssa.Parameter); !ok && !firstName {
						continue
					}
				}
				if expectedName(st.Name) {
					continue
				}
			}
			c.named(s, st.Name, st.Kind == ssaflow.KeyStep, firstName)
			if s.credential == "" && st.Kind != ssaflow.KeyStep && !userOwner(st.Owner.Name) && c.secretName(st.Name) {
				s.credential = st.Name
			}
			if st.Kind != ssaflow.NameStep {
				firstName = false
			}
		}
	}
	if marshalled != nil && s.reencoded == nil && o.Filled && c.decodes(o.Callee) && nearest.IsValid() && !element(o) {
		s.reencoded = &reencoding{pos: nearest, end: nearest, name: marshalled.Callee.String()}
		if n := nodeOf(c.flow, nearestCall); n != nil {
			s.reencoded.pos, s.reencoded.end = n.Pos(), n.End()
		}
	}
	if marshalled != nil {
		// A part of a document is no key.
		s.data = true
		return
	}
	keyed := s.keyed
	c.sourceOf(s, o, hashed)
	_, hashCall := hashName(o.Callee)
	if hashed && !key && s.keyed == keyed && o.Kind != ssaflow.Const && o.Kind != ssaflow.Zero && o.Kind != ssaflow.Func && !hashCall {
		s.data = true
	}
}

// sourceOf adds what the origin itself says.
func (c *checker) sourceOf(s *side, o *ssaflow.Origin, hashed bool) {
	switch o.Kind {
	case ssaflow.Call:
		if keyedHash(o.Callee) {
			if s.mac == nil {
				s.mac = &hashUse{name: "MAC", pos: o.Pos, call: o.Site}
			}
			return
		}
		if name, ok := hashName(o.Callee); ok {
			if s.digest == nil {
				s.digest = &hashUse{name: name, weak: weakHash(name), pos: o.Pos, call: o.Site}
			}
			return
		}
		if settingRead(o.Callee) {
			for _, a := range o.ConstArgs {
				switch {
				case hashed && c.keyMaterial(a):
					s.keyed = a
				case !hashed && c.secretName(a):
					s.secret = a
				case !hashed && c.keyMaterial(a):
					s.key = a
				}
			}
			return
		}
		if hashed {
			return
		}
		if symbols.HasRef(o.Callee, symbols.InputSource) || symbols.HasRef(o.Callee, symbols.InputBinder) {
			s.input = true
			for _, a := range o.ConstArgs {
				s.validator = s.validator || validatorHeader(a)
				c.named(s, a, true, true)
				if strings.Contains(o.Callee.Name, "Header") || strings.Contains(o.Callee.Recv, "Header") {
					s.header, s.headerName = true, a
				}
			}
			if o.Callee.Name == "BasicAuth" && strings.HasPrefix(string(o.Path), "#1") {
				s.secretInput, s.header = "the basic-auth password", true
			}
			return
		}
		if signing(o.Callee.Name) && !o.Filled {
			s.computed = true
		}
	case ssaflow.Global:
		name := o.Name[strings.LastIndexByte(o.Name, '.')+1:]
		if f := fieldName(o.Path); f != "" {
			name = f
		}
		if hashed {
			if s.keyed == "" && c.keyMaterial(name) {
				s.keyed = name
			}
		} else if c.secretName(name) {
			s.secret = name
		} else if c.keyMaterial(name) {
			s.key = name
		} else {
			s.setting = name
		}
	case ssaflow.Param:
		c.param(s, o, hashed)
	}
}

func (c *checker) param(s *side, o *ssaflow.Origin, hashed bool) {
	field := fieldName(o.Path)
	if hashed {
		for _, n := range []string{field, o.Name} {
			if s.keyed == "" && n != "" && c.keyMaterial(n) {
				s.keyed = n
			}
		}
		return
	}
	if c.requestOrigin(o) {
		s.input = true
		return
	}
	if recv := o.Fn != nil && o.Fn.Signature.Recv() != nil && o.Index == 0; field != "" && (recv || configOwner(c.ownerOf(o))) && !userOwner(c.ownerOf(o)) {
		s.setting = field
	}
	switch {
	case o.Path == "":
		if c.secretName(o.Name) {
			s.param = o.Name
		}
	case field != "" && c.keyMaterial(field) || c.secretName(field):
		owner := c.ownerOf(o)
		if userOwner(owner) || !(o.Fn != nil && o.Fn.Signature.Recv() != nil && o.Index == 0 || configOwner(owner)) {
			return
		}
		if c.secretName(field) {
			s.secret = field
		} else {
			s.key = field
		}
	}
}

// ownerOf names the struct type that holds the last field of an origin's path.
func (c *checker) ownerOf(o *ssaflow.Origin) string {
	for _, st := range o.Steps {
		if st.Kind == ssaflow.FieldStep && st.Name == fieldName(o.Path) {
			return st.Owner.Name
		}
	}
	if o.Value != nil {
		return symbols.TypeName(o.Value.Type())
	}
	return ""
}

// element reports whether an origin is one element of a decoded map or list:
// a canonical form of all elements, as providers define it, is made of those.
func element(o *ssaflow.Origin) bool { return strings.Contains(string(o.Path), "[]") }

// named adds a name that the value has on its way.
func (c *checker) named(s *side, name string, key, first bool) {
	if name == "" {
		return
	}
	if s.signature == "" && first && signatureName(name) {
		s.signature = name
	}
	if s.hash == "" && first && digestName(name) {
		s.hash = name
	}
	if key && s.secretInput == "" && c.secretName(name) {
		s.secretInput = name
	}
	if key && s.keyInput == "" && (c.secretName(name) || c.keyMaterial(name)) {
		s.keyInput = name
	}
}
