package requests

import "encoding/json"

// wireFact is RequestsFact without its methods.
type wireFact RequestsFact

// GobEncode implements [gob.GobEncoder]. Equal facts are equal bytes, which
// gob's own encoding of maps is not.
func (f *RequestsFact) GobEncode() ([]byte, error) { return json.Marshal((*wireFact)(f)) }

// GobDecode implements [gob.GobDecoder].
func (f *RequestsFact) GobDecode(data []byte) error { return json.Unmarshal(data, (*wireFact)(f)) }
